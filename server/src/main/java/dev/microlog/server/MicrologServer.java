package dev.microlog.server;

import dev.microlog.server.explain.Explainer;
import dev.microlog.server.explain.model.ExplanationSettings;
import dev.microlog.server.store.RecordingStore;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The running server. {@link #start} gives one that answers; closing it ends the open event streams
 * and frees the port.
 */
public final class MicrologServer implements AutoCloseable {
  /** Helidon logs its start, and an occupied port with a stack trace: we say both ourselves. */
  private static final Logger HELIDON = Logger.getLogger("io.helidon");

  private final WebServer web;
  private final EventsService events;
  private final String host;

  private MicrologServer(WebServer web, EventsService events, String host) {
    this.web = web;
    this.events = events;
    this.host = host;
  }

  /**
   * Starts a server over a store. The store stays the caller's, who closes it after the server.
   *
   * @throws ServerStartException when the port is taken or the address is not this machine's
   */
  public static MicrologServer start(ServerOptions options, RecordingStore store)
      throws ServerStartException {
    return start(options, store, ExplanationSettings.fromEnvironment());
  }

  /**
   * The same with a given language model.
   *
   * @throws ServerStartException when the port is taken or the address is not this machine's
   */
  public static MicrologServer start(
      ServerOptions options, RecordingStore store, ExplanationSettings explain)
      throws ServerStartException {
    if (HELIDON.getLevel() == null) {
      HELIDON.setLevel(Level.OFF);
    }
    tryPort(options);
    var events = new EventsService(store);
    WebServer web =
        WebServer.builder()
            .address(address(options))
            .port(options.port())
            .shutdownHook(false)
            .shutdownGracePeriod(Duration.ofMillis(200))
            .directHandlers(Problems.directHandlers())
            .routing(routing -> route(routing, options, store, events, explain))
            .build()
            .start();
    if (!web.isRunning()) {
      events.close();
      throw taken(options);
    }
    return new MicrologServer(web, events, options.host());
  }

  private static void route(
      HttpRouting.Builder routing,
      ServerOptions options,
      RecordingStore store,
      EventsService events,
      ExplanationSettings explain) {
    Problems.register(routing);
    routing.addFilter(new RequestGuard(options));
    var timelines = new TimelineCache(store);
    var explainer = new Explainer(explain);
    routing.register(
        "/api/recordings",
        new RecordingsService(store, options),
        new ExportService(store, timelines),
        new ExplanationService(timelines, store, explainer),
        new DesignService(timelines),
        new TipsService(timelines));
    events.register(routing);
    Endpoint.at("/api/health")
        .get((req, res) -> Replies.json(req, res, Map.of("status", "UP")))
        .register(routing);
    Endpoint.at("/api/config")
        .get((req, res) -> Replies.json(req, res, ConfigJson.of(options, explainer.settings())))
        .register(routing);
    new PageService().register(routing);
  }

  private static InetAddress address(ServerOptions options) throws ServerStartException {
    try {
      return InetAddress.getByName(options.host());
    } catch (UnknownHostException e) {
      throw new ServerStartException(
          "There is no address " + options.host() + "; --host takes one of this machine's.");
    }
  }

  /** Helidon throws nothing when the port is taken, and logs a stack trace: so we look first. */
  private static void tryPort(ServerOptions options) throws ServerStartException {
    InetAddress address = address(options);
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(address, options.port()));
    } catch (java.net.BindException e) {
      throw String.valueOf(e.getMessage()).contains("assign")
          ? new ServerStartException(
              options.host() + " is no address of this machine; --host takes one that is.")
          : taken(options);
    } catch (IOException | SecurityException e) {
      throw new ServerStartException(
          "Port " + options.port() + " cannot be opened; choose another with --port.");
    }
  }

  private static ServerStartException taken(ServerOptions options) {
    return options.port() > 0 && options.port() < 1024
        ? new ServerStartException(
            "Port "
                + options.port()
                + " is taken or not allowed; choose another with --port, such as --port 4001.")
        : new ServerStartException(
            "Port "
                + options.port()
                + " is taken by another program; end it, or choose another with --port "
                + (options.port() + 1)
                + ".");
  }

  /** The port it listens on. */
  public int port() {
    return web.port();
  }

  /** The address that a person opens, without a slash at the end. */
  public String url() {
    String name = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    return "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port();
  }

  @Override
  public void close() {
    events.close();
    web.stop();
  }
}
