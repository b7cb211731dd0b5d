package dev.microlog.cli;

import dev.microlog.server.ConfigFile;
import dev.microlog.server.MicrologServer;
import dev.microlog.server.ServerOptions;
import dev.microlog.server.explain.TerminalText;
import dev.microlog.server.explain.model.ExplanationSettings;
import dev.microlog.server.store.DirectoryStore;
import dev.microlog.server.store.JfrTimelineConversion;
import dev.microlog.server.store.RecordingStore;
import dev.microlog.server.store.StoreDirectory;
import dev.microlog.server.store.bucket.BucketAddress;
import dev.microlog.server.store.bucket.BucketLimits;
import dev.microlog.server.store.bucket.SharedStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code microlog serve}: the page and its API until Ctrl-C. */
@Command(
    name = "serve",
    description = "Serves the recordings of a store to the browser until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port to listen on (default: $MICROLOG_PORT, or 4000); 0 takes a free one.")
  private @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on (default: 127.0.0.1, this machine only).")
  private @Nullable String host;

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description =
          "A host name under which browsers may address this server; may be repeated"
              + " (also $MICROLOG_HOSTS, separated by commas).")
  private List<String> allowedHosts = new ArrayList<>();

  @Option(
      names = "--max-upload",
      paramLabel = "BYTES",
      description = "Largest file taken by upload (default: 2147483648).")
  private @Nullable Long maxUploadBytes;

  @Mixin private StoreOption store = new StoreOption();
  @Mixin private ConfigOption config = new ConfigOption();

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (port != null && (port < 0 || port > 65_535)) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), port + " is no port: 0 to 65535.");
    }
    ConfigFile file = config.read(System::getenv);
    ServerOptions options = options(file);
    Optional<BucketAddress> bucket = BucketAddress.from(System::getenv, file::value);
    BucketLimits limits = BucketLimits.from(System::getenv, file::value, options.maxUploadBytes());
    StoreDirectory directory = store.open();
    try (RecordingStore recordings = recordings(directory, bucket, limits);
        MicrologServer server =
            MicrologServer.start(
                options, recordings, ExplanationSettings.from(System::getenv, file::value))) {
      Interrupt interrupt = Interrupt.listen();
      terminal
          .out()
          .println(
              "Microlog serves "
                  + recordings.label()
                  + " at "
                  + server.url()
                  + "/ (Ctrl-C ends it)");
      interrupt.await();
    }
    return 0;
  }

  private RecordingStore recordings(
      StoreDirectory directory, Optional<BucketAddress> bucket, BucketLimits limits)
      throws IOException {
    var conversion = new JfrTimelineConversion();
    RecordingStore local = DirectoryStore.open(directory, conversion);
    return bucket.isEmpty()
        ? local
        : SharedStore.open(
            local,
            directory,
            bucket.get(),
            conversion,
            limits,
            line -> terminal.say("microlog: " + TerminalText.of(line)));
  }

  /** An option counts first, then the environment, then the file. */
  private ServerOptions options(ConfigFile file) throws IOException {
    String hostOfFile = file.value("server.host");
    long limit =
        file.number("server.max-upload", 1, Long.MAX_VALUE, ServerOptions.DEFAULT_MAX_UPLOAD_BYTES);
    return new ServerOptions(
        host != null ? host : hostOfFile != null ? hostOfFile : "127.0.0.1",
        port == null ? ServerAddress.port(System::getenv, file) : port,
        hosts(file),
        System.getenv("MICROLOG_TOKEN"),
        maxUploadBytes == null ? limit : maxUploadBytes,
        Distribution.version());
  }

  private Set<String> hosts(ConfigFile file) {
    Set<String> all = new LinkedHashSet<>(allowedHosts);
    all.addAll(file.list("server.allow-hosts"));
    String variable = System.getenv("MICROLOG_HOSTS");
    if (variable != null) {
      for (String name : variable.split(",")) {
        if (!name.isBlank()) {
          all.add(name.strip());
        }
      }
    }
    return all;
  }
}
