package dev.microlog.bridge.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationNameTest {
  @ParameterizedTest
  @CsvSource({
    "org.example.Shop --port 80, Shop",
    "org.example.shop.Main, shop.Main",
    "Main, Main",
    "module.name/org.example.Shop a, Shop",
    "/opt/my shop/shop-1.2.jar --secret=x, shop-1.2",
    "target/shop.jar, shop",
    "org.example.Shop data/x.jar, Shop",
    "org.example.Outer$Shop, Shop",
    "jdk.compiler/com.sun.tools.javac.launcher.Main src/Shop.java --port 80, Shop",
    "jdk.compiler/com.sun.tools.javac.launcher.SourceLauncher Shop.java, Shop",
    "org.codehaus.plexus.classworlds.launcher.Launcher -q package, maven",
    "/shop/target/surefire/surefirebooter-20261123010323682_3.jar /shop/target/surefire, surefire",
  })
  void isTheMainClassOrJar(String command, String expected) {
    assertEquals(expected, ApplicationName.ofCommand(command));
  }

  @Test
  void isJavaWhereNothingIsKnown() {
    assertEquals("java", ApplicationName.ofCommand(null));
    assertEquals("java", ApplicationName.ofCommand(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "my shop, my-shop",
    ".hidden, -hidden",
    "../up, -.-up",
    "ümlaut, -mlaut",
    "a.b_c-d, a.b_c-d"
  })
  void holdsOnlyHarmlessCharacters(String text, String expected) {
    assertEquals(expected, ApplicationName.clean(text));
  }

  @Test
  void isBounded() {
    assertEquals(100, ApplicationName.clean("x".repeat(500)).length());
    assertEquals("java", ApplicationName.clean(""));
  }

  @Test
  void keepsArgumentsOutOfTheCommand() {
    assertEquals("org.example.Shop", ApplicationName.program("org.example.Shop --password x"));
    assertEquals(
        "/opt/my shop/shop.jar", ApplicationName.program("/opt/my shop/shop.jar --password x"));
  }
}
