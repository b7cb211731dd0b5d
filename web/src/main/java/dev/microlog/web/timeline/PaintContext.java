package dev.microlog.web.timeline;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.analysis.Search;
import dev.microlog.timeline.analysis.spans.Spans;
import dev.microlog.web.state.Call;
import dev.microlog.web.state.Range;
import org.jspecify.annotations.Nullable;

/**
 * What painting reads besides tables and layout.
 *
 * @param spans as the chosen frames show them; of threads for which they are not made yet, nothing
 *     is drawn; null if there are none yet
 * @param search what was searched for and found; null while nothing is
 * @param selected the span that is selected, by thread, depth and time; null for none
 * @param selectedMethod calls of this method are underlined; -1 for none
 * @param selectedMarker a row of the marker table, -1 for none
 * @param selectedFinding the finding that is shown, null for none
 * @param currentTrack the thread whose track has the keyboard, -1 for none
 * @param pointerX where the pointer is; -1 if it is elsewhere
 */
public record PaintContext(
    @Nullable Spans spans,
    @Nullable Search search,
    @Nullable Range selection,
    @Nullable Call selected,
    int selectedMethod,
    int selectedMarker,
    @Nullable Finding selectedFinding,
    int currentTrack,
    double pointerX) {}
