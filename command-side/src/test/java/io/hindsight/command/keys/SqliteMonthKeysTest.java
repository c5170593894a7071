package io.hindsight.command.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.command.keys.MonthTable.MonthRow;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.subjects.Disclosed;
import io.hindsight.contracts.subjects.Personal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** In a file. */
class SqliteMonthKeysTest extends MonthKeysContract {
  private Path file() {
    return directory.resolve("keys.db");
  }

  @Override
  KeySettings settings() {
    return new KeySettings.Sqlite(file());
  }

  @Test
  void rotatingTheMasterKeyKeepsOpenWhatIsKeptAndClosedWhatIsForgotten() {
    Personal april = searched(APRIL, "boots");
    Personal may = searched(MAY, "socks");
    keys.forget(InteractionType.SEARCH_CLICK, YearMonth.of(2026, 4));
    keys.close();
    new MasterKeyRotation(settings(), new SecureRandom()).inFile(directory.resolve("master.key"));
    keys = reopened();
    assertThat(keys.open(april)).isEqualTo(new Disclosed.Erased());
    assertThat(keys.open(may)).isEqualTo(new Disclosed.Clear("socks"));
  }

  @Test
  void noFileHoldsAPieceOfADestroyedKeyHoweverManyThereWere() throws IOException {
    for (int month = 0; month < 600; month++) {
      Instant at =
          YearMonth.of(1976, 1)
              .plusMonths(month)
              .atDay(3)
              .atStartOfDay()
              .toInstant(java.time.ZoneOffset.UTC);
      searched(at, "x");
      keys.seal(ann, InteractionType.DWELL, at, "y");
    }
    Set<String> wrapped = new HashSet<>();
    try (KeyDatabase database = KeyDatabase.open(new KeySettings.Sqlite(file()))) {
      for (MonthRow row : database.read(MonthTable::all)) {
        if (row.month().type() == InteractionType.SEARCH_CLICK) {
          wrapped.add(new String(row.wrappedKey(), ISO_8859_1));
        }
      }
    }
    assertThat(wrapped).hasSize(600);
    assertThat(inFiles(wrapped)).as("the search finds them").hasSize(600);
    keys.forget(InteractionType.SEARCH_CLICK, YearMonth.of(2000, 12));
    assertThat(inFiles(wrapped)).as("those of later months").hasSize(300);
    keys.forget(InteractionType.SEARCH_CLICK, YearMonth.of(2030, 12));
    assertThat(inFiles(wrapped)).isEmpty();
  }

  private List<String> inFiles(Set<String> needles) throws IOException {
    List<String> found = new ArrayList<>();
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        all.append(new String(Files.readAllBytes(file), ISO_8859_1));
      }
    }
    String bytes = all.toString();
    needles.stream().filter(bytes::contains).forEach(found::add);
    return found;
  }
}
