package dev.microlog.web.dom;

import dev.microlog.web.paint.Ink;
import dev.microlog.web.paint.Painter;
import dev.microlog.web.paint.PixelRow;
import java.util.HashMap;
import java.util.Map;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSString;

/** A canvas, sharp on every screen, as a {@link Painter}. */
public final class Canvas implements Painter {
  private static final String FONT =
      "11.5px system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
  private static final int MAX_WIDTHS = 20_000;

  private final Element element = Element.of("canvas");
  private final Context context;
  private final JSString[] colours = new JSString[Ink.values().length];
  private final Map<String, Double> widths = new HashMap<>();
  private double width;
  private double height;
  private Ink ink = Ink.TEXT;
  private double alpha = 1;
  private final int[] pixelColours = new int[Ink.values().length];
  private final JSObject pixelCanvas = newPixelCanvas();
  private int[] pixels = new int[0];

  /** What we use of {@code CanvasRenderingContext2D}. */
  private interface Context extends JSObject {
    void fillRect(double x, double y, double w, double h);

    void fillText(String text, double x, double y);

    void beginPath();

    void closePath();

    void moveTo(double x, double y);

    void lineTo(double x, double y);

    void arc(double x, double y, double r, double from, double to);

    void rect(double x, double y, double w, double h);

    void fill();

    void stroke();

    void clip();

    void save();

    void restore();
  }

  public Canvas() {
    context = context(element.node);
    light(false);
  }

  public Element element() {
    return element;
  }

  public double width() {
    return width;
  }

  public double height() {
    return height;
  }

  /** Chooses the colours of what is drawn from now on. */
  public void light(boolean isLight) {
    for (Ink each : Ink.values()) {
      colours[each.ordinal()] = JSString.valueOf(each.css(isLight));
      pixelColours[each.ordinal()] = pixelColour(each.css(isLight));
    }
  }

  /** Gives the canvas a size and begins a new picture. */
  public void begin(double cssWidth, double cssHeight) {
    width = cssWidth;
    height = cssHeight;
    double ratio = Page.pixelRatio();
    size(element.node, context, cssWidth, cssHeight, ratio, FONT);
    alpha = 1;
    ink = Ink.TEXT;
    colour(context, colours[ink.ordinal()]);
  }

  @Override
  public void ink(Ink ink) {
    if (this.ink != ink) {
      this.ink = ink;
      colour(context, colours[ink.ordinal()]);
    }
  }

  @Override
  public void alpha(double alpha) {
    if (this.alpha != alpha) {
      this.alpha = alpha;
      opacity(context, alpha);
    }
  }

  @Override
  public void rect(double x, double y, double width, double height) {
    context.fillRect(x, y, width, height);
  }

  @Override
  public void pixels(PixelRow row, double y, double height) {
    int size = row.size();
    if (pixels.length < size) {
      pixels = new int[size * 2];
    }
    for (int i = 0; i < size; i++) {
      pixels[i] = row.isSet(i) ? pixelColours[row.ink(i)] | row.alpha(i) << 24 : 0;
    }
    opacity(context, 1);
    pixels(context, pixelCanvas, pixels, size, row.x(), y, height);
    opacity(context, alpha);
  }

  /** {@code #rrggbb} as the bytes of a pixel, the red one lowest. */
  private static int pixelColour(String css) {
    int rgb = Integer.parseInt(css.substring(1), 16);
    return (rgb & 0xff) << 16 | (rgb & 0xff00) | rgb >> 16;
  }

  @Override
  public void frame(double x, double y, double width, double height) {
    context.fillRect(x, y, width, 1);
    context.fillRect(x, y + height - 1, width, 1);
    context.fillRect(x, y, 1, height);
    context.fillRect(x + width - 1, y, 1, height);
  }

  @Override
  public void line(double x1, double y1, double x2, double y2) {
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
  }

  @Override
  public void text(String text, double x, double baseline) {
    context.fillText(text, x, baseline);
  }

  @Override
  public double width(String text) {
    Double known = widths.get(text);
    if (known != null) {
      return known;
    }
    if (widths.size() > MAX_WIDTHS) {
      widths.clear();
    }
    double measured = measure(context, text);
    widths.put(text, measured);
    return measured;
  }

  @Override
  public void polygon(double[] corners, int count, boolean filled) {
    context.beginPath();
    context.moveTo(corners[0], corners[1]);
    for (int i = 2; i < count * 2; i += 2) {
      context.lineTo(corners[i], corners[i + 1]);
    }
    context.closePath();
    if (filled) {
      context.fill();
    } else {
      context.stroke();
    }
  }

  @Override
  public void disc(double x, double y, double radius) {
    context.beginPath();
    context.arc(x, y, radius, 0, Math.PI * 2);
    context.fill();
  }

  @Override
  public void path(double[] xs, double[] ys, int count) {
    if (count == 0) {
      return;
    }
    context.beginPath();
    context.moveTo(xs[0], ys[0]);
    for (int i = 1; i < count; i++) {
      context.lineTo(xs[i], ys[i]);
    }
    context.stroke();
  }

  @Override
  public void clip(double x, double y, double width, double height) {
    context.save();
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
  }

  @Override
  public void unclip() {
    context.restore();
    colour(context, colours[ink.ordinal()]);
    opacity(context, alpha);
  }

  @JSBody(script = "return document.createElement('canvas');")
  private static native JSObject newPixelCanvas();

  /** Puts the pixels into a canvas of one row, and draws that as high as it should be. */
  @JSBody(
      params = {"target", "row", "colours", "size", "x", "y", "height"},
      script =
          "if (!row.image || row.width < size) {"
              + "  row.width = size * 2; row.height = 1;"
              + "  row.pen = row.getContext('2d', {willReadFrequently: true});"
              + "  row.image = row.pen.createImageData(size * 2, 1);"
              + "  row.words = new Int32Array(row.image.data.buffer);"
              + "}"
              + "row.words.set(colours.subarray(0, size));"
              + "row.pen.putImageData(row.image, 0, 0, 0, 0, size, 1);"
              + "target.drawImage(row, 0, 0, size, 1, x, y, size, height);")
  private static native void pixels(
      Context target,
      JSObject row,
      @JSByRef int[] colours,
      int size,
      double x,
      double y,
      double height);

  @JSBody(params = "e", script = "return e.getContext('2d', {alpha: false});")
  private static native Context context(JSObject e);

  @JSBody(
      params = {"c", "v"},
      script = "c.fillStyle = v; c.strokeStyle = v;")
  private static native void colour(Context c, JSString v);

  @JSBody(
      params = {"c", "v"},
      script = "c.globalAlpha = v;")
  private static native void opacity(Context c, double v);

  @JSBody(
      params = {"c", "t"},
      script = "return c.measureText(t).width;")
  private static native double measure(Context c, String t);

  @JSBody(
      params = {"e", "c", "w", "h", "r", "font"},
      script =
          "var dw = Math.round(w * r), dh = Math.round(h * r);"
              + "if (e.width !== dw || e.height !== dh) { e.width = dw; e.height = dh;"
              + "  e.style.width = w + 'px'; e.style.height = h + 'px'; }"
              + "c.setTransform(r, 0, 0, r, 0, 0); c.globalAlpha = 1; c.lineWidth = 1; c.font = font;"
              + "c.textBaseline = 'alphabetic'; c.imageSmoothingEnabled = false;")
  private static native void size(JSObject e, Context c, double w, double h, double r, String font);
}
