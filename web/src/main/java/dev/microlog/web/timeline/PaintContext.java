package dev.microlog.web.timeline;

import dev.microlog.timeline.analysis.Search;
import dev.microlog.timeline.analysis.Spans;
import dev.microlog.web.state.Call;
import dev.microlog.web.state.Range;
import org.jspecify.annotations.Nullable;

/**
 * What painting reads besides tables and layout.
 *
 * @param spans of all frames or of your own
 * @param search what was searched for and found; null while nothing is
 * @param selected the span that is selected, by thread, depth and time; null for none
 * @param selectedMethod calls of this method are underlined; -1 for none
 * @param selectedMarker a row of the marker table, -1 for none
 * @param pointerX where the pointer is; -1 if it is elsewhere
 */
public record PaintContext(
    Spans spans,
    @Nullable Search search,
    @Nullable Range selection,
    @Nullable Call selected,
    int selectedMethod,
    int selectedMarker,
    double pointerX) {}
