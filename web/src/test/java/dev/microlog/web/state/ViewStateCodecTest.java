package dev.microlog.web.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewStateCodecTest {
  private final ViewStateCodec codec =
      new ViewStateCodec(
          text -> URLEncoder.encode(text, StandardCharsets.UTF_8),
          text -> URLDecoder.decode(text, StandardCharsets.UTF_8));

  @Test
  void theDefaultIsJustThePath() {
    ViewState state = ViewState.EMPTY.withRecording("shop", "2026_11_22_06_31_51");
    assertEquals("/log/shop/2026_11_22_06_31_51", codec.write(state));
    assertEquals(state, codec.read("/log/shop/2026_11_22_06_31_51"));
    assertEquals("/", codec.write(ViewState.EMPTY));
  }

  @Test
  void everythingIsKept() {
    ViewState state =
        ViewState.EMPTY
            .withRecording("shop", "2026_11_22_06_31_51")
            .withTab(Tab.LOG)
            .withWindow(new Range(1_500_000, 3_200_000))
            .withSelection(new Range(2_000_000, 2_100_000))
            .withCall(new Call(3, 2, 2_050_000))
            .withSearch("a&b=c?d#/ü|x+")
            .withOnlyMine(true)
            .withMode(Mode.LOCK)
            .withPanel(PanelTab.WAITS)
            .withSort(Sort.NAME)
            .withThreadFilter("http worker")
            .withMethod("com.acme.Shop.<init>")
            .withPinned("t3", true)
            .withHidden("t4", true)
            .withToggled("g:http-worker-")
            .withToggled("idle")
            .withHidden("g:odd~name!-", true)
            .withFrames(
                Frames.ALL
                    .withOnlyMine(true)
                    .withRecursionCollapsed(true)
                    .withFocus("com.acme.Shop.main")
                    .withMerged("com.acme.Shop.a", true)
                    .withMerged("com.acme.Shop.b~c", true)
                    .withDropped("com.acme.Shop.d", true))
            .withPackages(List.of("com.acme", "org.other"))
            .withCall(new Call(3, 2, 2_050_000))
            .withCompare("shop/2026_11_21_10_00_00");
    assertEquals(state, codec.read(codec.write(state)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/log/shop/x?t=5-1&tab=nothing&call=1.2&sel=a-b",
        "/log/shop/x?t=&=&&tab",
        "/log/shop/x?t=NaN-Infinity&call=-1.0.5&call=x.y.z",
      })
  void whatCannotBeReadIsTheDefault(String address) {
    assertEquals(ViewState.EMPTY.withRecording("shop", "x"), codec.read(address));
  }

  @Test
  void anotherPathIsNoRecording() {
    assertEquals(ViewState.EMPTY, codec.read("/"));
    assertEquals(ViewState.EMPTY, codec.read("/log/shop"));
  }
}
