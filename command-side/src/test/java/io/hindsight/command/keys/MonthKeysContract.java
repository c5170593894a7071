package io.hindsight.command.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.subjects.Disclosed;
import io.hindsight.contracts.subjects.Personal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store does with keys of months. */
abstract class MonthKeysContract {
  static final UserId ANN = new UserId("ann");
  static final Instant APRIL = Instant.parse("2026-04-30T23:59:59.999Z");
  static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

  @TempDir Path directory;
  KeyStore keys;
  SubjectId ann;

  @BeforeEach
  void open() {
    keys = reopened();
    ann = keys.resolve(List.of(ANN)).get(ANN);
  }

  @AfterEach
  void close() {
    keys.close();
  }

  /** Where the keys of this test are. */
  abstract KeySettings settings();

  KeyStore reopened() {
    SecureRandom random = new SecureRandom();
    return new KeyStore(
        settings(), MasterKey.inFile(directory.resolve("master.key"), random), random);
  }

  Personal searched(Instant at, String text) {
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
}
