package io.hindsight.command.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.command.keys.MonthTable.MonthRow;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonthKeysTest {
  private static final UserId ANN = new UserId("ann");
  private static final Instant APRIL = Instant.parse("2026-04-30T23:59:59.999Z");
  private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

  @TempDir Path directory;
  private KeyStore keys;
  private SubjectId ann;

  @BeforeEach
  void open() {
    keys = reopened();
    ann = keys.resolve(List.of(ANN)).get(ANN);
  }

  @AfterEach
  void close() {
    keys.close();
  }

  private MasterKey master() {
    return MasterKey.inFile(directory.resolve("master.key"), new SecureRandom());
  }

  private Path file() {
    return directory.resolve("keys.db");
  }

  private KeyStore reopened() {
    return new KeyStore(file(), master(), new SecureRandom());
  }

  private Personal searched(Instant at, String text) {
    return keys.seal(ann, InteractionType.SEARCH_CLICK, at, text);
  }

  @Test
  void aForgottenMonthClosesTheTextsOfItsTypeAndOfThoseBeforeAndNoOthers() {
    Personal old = searched(Instant.parse("2025-11-03T10:00:00Z"), "tents");
    Personal april = searched(APRIL, "boots");
    Personal may = searched(MAY, "socks");
    Personal liked = keys.seal(ann, InteractionType.LIKE, APRIL, "phone");
    Personal name = keys.seal(ann, "Ann");
    assertThat(keys.forget(InteractionType.SEARCH_CLICK, YearMonth.of(2026, 4))).isTrue();
    for (int start = 0; start < 2; start++) {
      assertThat(keys.open(old)).isEqualTo(new Disclosed.Erased());
      assertThat(keys.open(april)).isEqualTo(new Disclosed.Erased());
      assertThat(keys.open(may)).isEqualTo(new Disclosed.Clear("socks"));
      assertThat(keys.open(liked)).isEqualTo(new Disclosed.Clear("phone"));
      assertThat(keys.open(name)).isEqualTo(new Disclosed.Clear("Ann"));
      assertThat(keys.isForgotten(InteractionType.SEARCH_CLICK, APRIL)).isTrue();
      assertThat(keys.isForgotten(InteractionType.SEARCH_CLICK, MAY)).isFalse();
      assertThat(keys.isForgotten(InteractionType.LIKE, APRIL)).isFalse();
      assertThat(keys.forget(InteractionType.SEARCH_CLICK, YearMonth.of(2026, 3))).isFalse();
      keys.close();
      keys = reopened();
    }
  }

  @Test
  void nothingIsSealedForAForgottenMonth() {
    keys.forget(InteractionType.SEARCH_CLICK, YearMonth.of(2026, 4));
    assertThatThrownBy(() -> searched(APRIL, "late")).isInstanceOf(IllegalStateException.class);
    assertThat(keys.open(searched(MAY, "in time"))).isEqualTo(new Disclosed.Clear("in time"));
  }

  @Test
  void aPersonsOwnKeyStillForgetsAllOfThem() {
    Personal may = searched(MAY, "socks");
    keys.destroy(ann);
    assertThat(keys.open(may)).isEqualTo(new Disclosed.Erased());
  }

  @Test
  void anEnvelopeCannotBeMovedToAnotherMonth() {
    searched(APRIL, "boots");
    byte[] box = java.util.Base64.getUrlDecoder().decode(searched(MAY, "socks").ciphertext());
    Month.of(InteractionType.SEARCH_CLICK, APRIL).write(box, 1);
    Personal moved =
        new Personal(ann, java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(box));
    assertThatThrownBy(() -> keys.open(moved)).hasMessageContaining("damaged");
  }

  @Test
  void rotatingTheMasterKeyKeepsOpenWhatIsKeptAndClosedWhatIsForgotten() {
    Personal april = searched(APRIL, "boots");
    Personal may = searched(MAY, "socks");
    keys.forget(InteractionType.SEARCH_CLICK, YearMonth.of(2026, 4));
    keys.close();
    new MasterKeyRotation(file(), new SecureRandom()).inFile(directory.resolve("master.key"));
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
    try (KeyDatabase database = new KeyDatabase(file())) {
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
