package dev.microlog.web.page.timeline;

import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.state.Tab;
import dev.microlog.web.state.ViewState;

/** What opens over the timeline: windows about a call, a log entry and a finding. */
final class TimelinePopups {
  private final Navigation navigation;
  private final CallPopup call;
  private final MarkerPopup marker;
  private final FindingPopup finding;

  TimelinePopups(
      PageContext page, TimelineCanvas canvas, TimelinePlaces places, MarkerPopup marker) {
    navigation = page.navigation();
    this.marker = marker;
    call = new CallPopup(page, canvas, places, marker);
    finding = new FindingPopup(page, canvas, places, marker);
  }

  CallPopup call() {
    return call;
  }

  MarkerPopup marker() {
    return marker;
  }

  FindingPopup finding() {
    return finding;
  }

  /** Shows the selected call, and hides what belongs to another recording or tab. */
  void show(ViewState state, ViewState before) {
    if (!state.isSameRecording(before)) {
      marker.hide();
      call.hide();
      finding.hide();
    }
    if (state.call() == null || state.tab() != Tab.TIMELINE) {
      call.hide();
    } else if (!state.call().equals(before.call()) || !call.isOpen()) {
      call.show(state.call());
    }
    if (state.tab() != Tab.TIMELINE) {
      marker.hide();
      finding.hide();
    }
  }

  /** Closes the uppermost; false if none is open. */
  boolean close() {
    if (finding.isOpen()) {
      finding.close();
      return true;
    }
    if (marker.isOpen()) {
      marker.close();
      return true;
    }
    if (call.isOpen()) {
      navigation.go(navigation.state().withCall(null));
      return true;
    }
    return false;
  }
}
