package dev.microlog.web.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.TimelineBuilder;
import dev.microlog.web.net.Json;
import java.io.StringReader;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

final class DiagramTest {
  private static final String HOSTILE = "<script>alert(1)</script>&\"'\u0001\ud800";

  private static Diagram shop() {
    return Diagram.of(
        Json.parse(
            """
            {"width":400,"height":300,"omitted":2,"omittedEdges":5,
             "groups":[{"name":"app","x":10,"y":10,"width":300,"height":120}],
             "nodes":[
              {"id":"app.Main","label":"Main","package":"app","group":"app","kind":"yours",
               "x":20,"y":40,"width":100,"height":44,"totalMicros":90000,"count":3},
              {"id":"app.Cart","label":"Cart","package":"app","group":"app","kind":"yours",
               "x":180,"y":40,"width":100,"height":44,"totalMicros":50000,"count":3},
              {"id":"org.h2.*","label":%s,"package":"org.h2","group":"","kind":"library",
               "x":180,"y":200,"width":140,"height":44,"totalMicros":40000,"folded":95}],
             "edges":[
              {"from":"app.Main","to":"app.Cart","totalMicros":50000,"count":3,
               "points":[120,60,180,60],"methods":[]},
              {"from":"app.Cart","to":"org.h2.*","totalMicros":40000,"count":2,
               "points":[230,84,230,200],
               "methods":[{"name":"q","method":1,"callerMethod":0,"totalMicros":1,"count":1}]},
              {"from":"app.Cart","to":"gone","points":[]}]}
            """
                .formatted(Json.quote(HOSTILE))));
  }

  @Test
  void readsALayout() {
    Diagram diagram = shop();
    assertEquals(3, diagram.nodes().size());
    assertEquals(2, diagram.edges().size());
    assertEquals(95, diagram.node(2).classes());
    assertEquals(1, diagram.edge(1).methods().get(0).callee());
    assertEquals(2, diagram.omitted());
    assertEquals(5, diagram.omittedEdges());
    assertTrue(diagram.thickness(0) > diagram.thickness(1));
  }

  @Test
  void aBoxIsNamedWithItsTimeItsShareAndItsNeighbours() {
    Diagram diagram =
        Diagram.of(
            Json.parse(
                """
                {"nodes":[
                  {"id":"app.Main","label":"Main","package":"app","totalMicros":90000,
                   "selfMicros":40000,"x":0,"y":0,"width":9,"height":9},
                  {"id":"org.h2.*","label":"org.h2","package":"org.h2","totalMicros":50000,
                   "selfMicros":60000,"folded":95,"x":0,"y":0,"width":9,"height":9}],
                 "edges":[
                  {"from":"app.Main","to":"org.h2.*","points":[]},
                  {"from":"org.h2.*","to":"org.h2.*","points":[]}]}
                """));
    assertEquals(
        "Main, class of app, 90 ms, 90 % of the time shown, called by none, calls 1",
        diagram.name(0));
    assertEquals(
        "org.h2, package with 95 classes, 50 ms, 50 % of the time shown, called by 1, calls none",
        diagram.name(1));
  }

  @Test
  void aBoxWithoutRoomForTheNumberOfClassesTellsTheTimeAlone() {
    assertEquals("8 min 00 s · 5 classes", DiagramSvg.subtitle(folded(160)));
    assertEquals("8 min 00 s", DiagramSvg.subtitle(folded(120)));
  }

  private static Diagram.Node folded(double width) {
    return Diagram.of(
            Json.parse(
                "{\"nodes\":[{\"id\":\"io.netty.*\",\"folded\":5,\"totalMicros\":480000000,\"width\":"
                    + width
                    + "}]}"))
        .node(0);
  }

  @Test
  void linesAndFrameFollowAMovedNode() {
    Diagram diagram = shop();
    var line = diagram.edge(1).points();
    diagram.move(1, 320, 90);
    assertEquals(320, diagram.node(1).box().x());
    assertNotEquals(line, diagram.edge(1).points());
    var frame = Objects.requireNonNull(diagram.frames().get("app"));
    assertEquals(320 + 100 + 12, frame.x() + frame.width());
    var ends = diagram.edge(1).points();
    assertEquals(200, ends.get(ends.size() - 1));
  }

  @Test
  void arrowsLeadToWhatLiesThere() {
    Diagram diagram = shop();
    assertEquals(1, diagram.next(0, 1, 0));
    assertEquals(0, diagram.next(1, -1, 0));
    assertEquals(2, diagram.next(1, 0, 1));
    assertEquals(0, diagram.next(0, 0, -1));
  }

  @Test
  void aMethodIsFoundInItsClassOrItsFoldedPackage() {
    Diagram diagram = shop();
    var builder = new TimelineBuilder();
    var methods = builder.methods();
    int cart = methods.intern("app.Cart", "add", "()V", MethodKind.YOURS);
    int inner = methods.intern("org.h2.jdbc.JdbcStatement", "execute", "()V", MethodKind.LIBRARY);
    int other = methods.intern("org.h2x.A", "b", "()V", MethodKind.LIBRARY);
    var table = builder.build().methods();
    assertEquals(1, diagram.nodeOf(table, cart));
    assertEquals(2, diagram.nodeOf(table, inner));
    assertEquals(-1, diagram.nodeOf(table, other));
  }

  @Test
  void theSavedDrawingIsXmlWhateverTheNames() throws Exception {
    for (boolean light : new boolean[] {false, true}) {
      Diagram diagram = shop();
      String svg = DiagramSvg.of(diagram, new DiagramColors(diagram, light));
      var document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(svg)));
      assertEquals(0, document.getElementsByTagName("script").getLength());
      assertEquals("Main", document.getElementsByTagName("text").item(1).getTextContent());
      assertFalse(svg.contains("NaN"), svg);
      assertEquals(svg, DiagramSvg.of(shop(), new DiagramColors(shop(), light)));
    }
  }

  @Test
  void longNamesAreCutInTheMiddle() {
    assertEquals("com.…orage", DiagramSvg.fitted("com.acme.storage", 100, 10));
    assertEquals("short", DiagramSvg.fitted("short", 100, 10));
  }
}
