package io.hindsight.app.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Notes how far imports came, so that one that was killed goes on there. Only a matter of speed:
 * records have ids, so an import whose note is lost or stale sends more, and stores the same.
 */
public final class ImportStates {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path directory;

  public ImportStates(Path directory) {
    this.directory = directory;
  }

  /** The user's own place for such notes. */
  public static ImportStates ofUser(@Nullable String xdgStateHome, String home) {
    Path base =
        xdgStateHome == null || xdgStateHome.isBlank()
            ? Path.of(home, ".local", "state")
            : Path.of(xdgStateHome);
    return new ImportStates(base.resolve("hindsight").resolve("imports"));
  }

  /**
   * @param rows read and answered for, from the beginning of the part
   */
  record Note(long rows, Counts counts) {}

  /** The same file, read for the same kind of records in the same way, into the same server. */
  static String key(String fingerprint, Part.Target target, String settings, URI url) {
    byte[] text =
        String.join("\n", fingerprint, target.title, settings, url.toString())
            .getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Survey.sha256().digest(text), 0, 16);
  }

  Optional<Note> find(String key) {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file(key)), Note.class));
    } catch (IOException | JacksonException e) {
      // Missing or torn: begin at the beginning, which is right, only slower.
      return Optional.empty();
    }
  }

  void write(String key, Note note) {
    try {
      Files.createDirectories(directory);
      Path fresh = directory.resolve(key + ".tmp");
      Files.write(fresh, JSON.writeValueAsBytes(note));
      Files.move(
          fresh, file(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + directory, e);
    }
  }

  void forget(String key) {
    try {
      Files.deleteIfExists(file(key));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete from " + directory, e);
    }
  }

  private Path file(String key) {
    return directory.resolve(key + ".json");
  }
}
