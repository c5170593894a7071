package io.hindsight.command.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.SubjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** In a file. */
class SqliteKeyStoreTest extends KeyStoreContract {
  @Override
  KeySettings settings() {
    return new KeySettings.Sqlite(directory.resolve("keys.db"));
  }

  @Test
  void rowOfADestroyedSubjectIsGoneFromAllFiles() throws IOException {
    SubjectId subject = resolve(ANNA);
    assertThat(filesContain(subject.value())).isTrue();
    keys.destroy(subject);
    assertThat(filesContain(subject.value())).isFalse();
  }

  @Test
  void noFileHoldsAUserIdInClear() throws IOException {
    resolve(ANNA);
    assertThat(filesContain(ANNA.value())).isFalse();
  }

  private boolean filesContain(String marker) throws IOException {
    byte[] needle = marker.getBytes(UTF_8);
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String bytes = new String(Files.readAllBytes(file), ISO_8859_1);
        if (bytes.contains(new String(needle, ISO_8859_1))) {
          return true;
        }
      }
    }
    return false;
  }
}
