package io.hindsight.app.launch;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.command.keys.KeySettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.logging.impl.NoOpLog;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.StandardEnvironment;

/**
 * Where the settings put a server: asked before it starts, in the order in which it asks itself.
 * Otherwise a command's own defaults would override what is in a file or in the environment.
 */
public final class Preset {
  private static final String DATA = "hindsight.data";
  private static final String LOG = "hindsight.log";
  private static final String MODELS = "hindsight.models";
  private static final String MASTER_KEY = "hindsight.keys.master-key";
  private static final String KEYS = "hindsight.keys.store";
  private static final List<String> DATABASES =
      List.of("hindsight.keys.postgresql.", "hindsight.postgresql.");
  private static final String PORT = "server.port";

  private final PropertyResolver settings;

  private Preset(PropertyResolver settings) {
    this.settings = settings;
  }

  /**
   * @param given on the command line, before all others
   */
  public static Preset of(Map<String, String> given) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("given", Map.copyOf(given)));
    try {
      new ConfigDataEnvironmentPostProcessor(_ -> new NoOpLog(), new DefaultBootstrapContext())
          .postProcessEnvironment(environment, new SpringApplication());
    } catch (RuntimeException e) {
      throw new CommandFailed(
          "the settings cannot be read (" + oneLine(e) + ")",
          "mend application.yaml or application.properties in " + Path.of("").toAbsolutePath(),
          e);
    }
    return new Preset(environment);
  }

  /** The data directory. */
  public Path data() {
    return Path.of(settings.getProperty(DATA, "data"));
  }

  /** The directory of models' artifacts that nodes share; null: in the data directory. */
  public @Nullable Path models() {
    String models = settings.getProperty(MODELS);
    return models == null ? null : Path.of(models);
  }

  /** The configured master key; null where the server keeps its own in a file. */
  public @Nullable String masterKey() {
    return settings.getProperty(MASTER_KEY);
  }

  /** The database of the keys that nodes share; null where they are in the data directory. */
  public KeySettings.@Nullable Postgres sharedKeys() {
    if (!settings.getProperty(KEYS, "sqlite").equalsIgnoreCase("postgresql")) {
      return null;
    }
    for (String database : DATABASES) {
      String url = settings.getProperty(database + "url");
      if (url != null) {
        return new KeySettings.Postgres(
            url,
            settings.getProperty(database + "user", ""),
            settings.getProperty(database + "password", ""));
      }
    }
    throw new CommandFailed(
        KEYS + "=postgresql names no database",
        "set hindsight.postgresql.url, user and password, or hindsight.keys.postgresql.*",
        null);
  }

  /** Whether the log is a file in the data directory. */
  public boolean logIsInData() {
    return settings.getProperty(LOG, "sqlite").equalsIgnoreCase("sqlite");
  }

  public int port() {
    String port = settings.getProperty(PORT, "8080");
    try {
      return Integer.parseInt(port);
    } catch (NumberFormatException e) {
      throw new CommandFailed(
          "setting " + PORT + " cannot have its value \"" + port + "\"", "give a number", e);
    }
  }

  private static String oneLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
  }
}
