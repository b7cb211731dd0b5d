package dev.microlog.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MethodTableTest {
  /** A native function has the file of its library where a Java method has its class. */
  @ParameterizedTest
  @CsvSource({
    "com.acme.Shop, checkout, Shop.checkout",
    "com.acme.Shop$Cart, add, Shop$Cart.add",
    "Unnamed, run, Unnamed.run",
    "com.so.Shop, checkout, Shop.checkout",
    "'', start_thread, start_thread",
    "libjvm.so, Unsafe_Park, libjvm.so.Unsafe_Park",
    "libstdc++.so.6.0.28, operator new, libstdc++.so.6.0.28.operator new",
    "libpthread-2.17.so;649be141 (deleted), pthread_cond_wait, libpthread-2.17.so.pthread_cond_wait",
    "/usr/lib64/libc-2.17.so, epoll_wait, libc-2.17.so.epoll_wait",
    "libsystem_kernel.dylib, poll, libsystem_kernel.dylib.poll",
  })
  void theShortNameIsThatOfTheClassOrOfTheLibrary(String type, String name, String shortName) {
    TimelineBuilder builder = new TimelineBuilder();
    int row = builder.methods().intern(type, name, "", MethodKind.JDK);
    assertEquals(shortName, builder.build().methods().shortName(row));
  }
}
