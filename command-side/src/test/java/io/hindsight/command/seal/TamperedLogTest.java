package io.hindsight.command.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.contracts.audit.Finding;
import io.hindsight.contracts.audit.Finding.Kind;
import io.hindsight.contracts.audit.LogIntegrity.Checked;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done to the database by hand is found, and it is said where. */
class TamperedLogTest {
  private static final String EVENTS = "DomainEventEntry";

  private final SigningKey key = SigningKey.generate(new SecureRandom());
  private SealingHarness log;

  @TempDir private Path directory;

  /** Positions 1 to 50 hold views; seals are over 20 each, and the last over the rest. */
  @BeforeEach
  void sealALog() throws Exception {
    log = new SealingHarness(directory, 20, key);
    log.append(1, 51);
    log.sealer.seal(true);
    log.append(51, 61);
    log.sealer.seal(true);
    assertThat(findings()).isEmpty();
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  private List<Finding> findings() {
    return log.check().stream().map(Checked::findings).flatMap(List::stream).toList();
  }

  private static String places(List<Finding> findings) {
    return String.join(" ", findings.stream().map(f -> f.kind() + "@" + f.from().value()).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "payload = CAST(replace(CAST(payload AS TEXT), 'view', 'like') AS BLOB)",
        "payload = x'ff'",
        "metaData = CAST('{}' AS BLOB)",
        "timeStamp = '2026-03-01T12:00:01Z'",
        "payloadRevision = '2'",
        "payloadRevision = NULL",
        "payloadType = 'interaction.InteractionRetracted'",
        "eventIdentifier = 'another'",
        "aggregateIdentifier = 'interaction/other'",
        "sequenceNumber = 1",
        "type = 'item'",
        "aggregateIdentifier = CAST(aggregateIdentifier AS BLOB)",
        "payloadType = CAST(payloadType AS BLOB)",
        "sequenceNumber = 0.7",
        "timeStamp = CAST(x'ff' AS TEXT)"
      })
  void aChangeOfAnyColumnIsFoundAtItsPosition(String change) throws Exception {
    log.alter("UPDATE " + EVENTS + " SET " + change + " WHERE globalIndex = 33");
    assertThat(places(findings())).isEqualTo("CHANGED@33");
    assertThat(findings().getFirst().detail()).contains("is not what it was");
  }

  @Test
  void anEventThatWasDroppedIsMissed() throws Exception {
    log.alter("DELETE FROM " + EVENTS + " WHERE globalIndex IN (5, 20)");
    assertThat(places(findings())).isEqualTo("MISSING@5 MISSING@20");
  }

  @Test
  void twoEventsThatChangedPlacesAreToldApartFromChangedOnes() throws Exception {
    log.alter(
        "UPDATE " + EVENTS + " SET globalIndex = 9999 WHERE globalIndex = 7",
        "UPDATE " + EVENTS + " SET globalIndex = 7 WHERE globalIndex = 12",
        "UPDATE " + EVENTS + " SET globalIndex = 12 WHERE globalIndex = 9999");
    assertThat(places(findings())).isEqualTo("MOVED@7 MOVED@12");
    assertThat(findings().getFirst().detail()).contains("stood at 12");
  }

  @Test
  void anEventThatWasPutInBetweenIsFound() throws Exception {
    log.alter(
        "UPDATE " + EVENTS + " SET globalIndex = globalIndex + 1000 WHERE globalIndex > 44",
        "UPDATE " + EVENTS + " SET globalIndex = globalIndex - 999 WHERE globalIndex > 1000",
        "INSERT INTO "
            + EVENTS
            + " SELECT 45, 'interaction/forged', 0, type, 'forged', metaData, payload,"
            + " payloadRevision, payloadType, timeStamp FROM "
            + EVENTS
            + " WHERE globalIndex = 3");
    List<Finding> findings = findings();
    assertThat(findings.getFirst().kind()).isEqualTo(Kind.CHANGED);
    assertThat(findings.getFirst().from().value()).isEqualTo(45);
    assertThat(findings.get(1).kind()).isEqualTo(Kind.MOVED);
    assertThat(findings.get(1).detail()).contains("stood at 45");
  }

  @Test
  void aSealThatWasChangedVouchesForNothingAndIsFound() throws Exception {
    long seal = sealPosition(2);
    log.alter(
        "UPDATE "
            + EVENTS
            + " SET payload = CAST(replace(CAST(payload AS TEXT), '\"events\":20', '\"events\":19')"
            + " AS BLOB) WHERE globalIndex = "
            + seal);
    assertThat(places(findings()))
        .contains("SEAL_BROKEN@" + seal)
        .contains("CHANGED@" + seal)
        .as("its events are as they were, by the chain")
        .doesNotContain("CHANGED@21");
  }

  @Test
  void anEventUnderASealThatWasDroppedIsStillVouchedForByTheChain() throws Exception {
    long seal = sealPosition(2);
    log.alter(
        "DELETE FROM " + EVENTS + " WHERE globalIndex = " + seal,
        "UPDATE " + EVENTS + " SET metaData = CAST('{}' AS BLOB) WHERE globalIndex = 33");
    List<Finding> findings = findings();
    assertThat(places(findings)).contains("SEAL_BROKEN@").contains("MISSING@" + seal);
    assertThat(findings)
        .anySatisfy(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Kind.CHANGED);
              assertThat(finding.from().value()).isLessThanOrEqualTo(33);
              assertThat(finding.upTo().value()).isGreaterThanOrEqualTo(33);
            });
  }

  /** As on a server that runs for long: seal 2 stands among the events that seal 3 is over. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void eventsUnderALostSealAreVouchedForByTheNextOnesDigest(boolean altered) throws Exception {
    log.appendAndSeal(61, 121, 15);
    assertThat(findings()).isEmpty();
    List<StoredEvent> seals = seals();
    StoredEvent lost = seals.get(seals.size() - 3);
    long end = Seal.parse(lost).orElseThrow().statement().upTo().value();
    log.alter("DELETE FROM " + EVENTS + " WHERE globalIndex = " + lost.position().value());
    if (altered) {
      log.alter("UPDATE " + EVENTS + " SET eventIdentifier = 'x' WHERE globalIndex = " + (end - 1));
    }
    String places = places(findings());
    assertThat(places).contains("MISSING@" + lost.position().value()).contains("SEAL_BROKEN@");
    assertThat(places.contains("CHANGED@")).as(places).isEqualTo(altered);
  }

  @Test
  void whoeverTakesSealsAwayGetsNoNewOnes() throws Exception {
    log.alter(
        "DELETE FROM " + EVENTS + " WHERE aggregateIdentifier = 'seals/log'",
        "UPDATE " + EVENTS + " SET eventIdentifier = 'x' || eventIdentifier");
    assertThatThrownBy(() -> log.sealer.seal(true)).hasMessageContaining("cut off, replaced");
    assertThat(log.sealer.problem()).contains("delete ");
    assertThat(findings()).extracting(Finding::kind).containsExactly(Kind.SEAL_LOST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "null",
        "{}",
        "{\"statement\":{}}",
        "{\"statement\":{\"logId\":\"x\",\"number\":9,\"after\":1,\"upTo\":100000000000000000}}"
      })
  void rubbishAmongTheSealsIsFoundAndNothingIsSealedOnTopOfIt(String payload) throws Exception {
    log.alter(
        "UPDATE "
            + EVENTS
            + " SET payload = CAST('"
            + payload
            + "' AS BLOB) WHERE globalIndex = "
            + seals().getLast().position().value());
    assertThat(findings()).extracting(Finding::kind).contains(Kind.SEAL_BROKEN, Kind.SEAL_LOST);
    log.append(61, 70);
    assertThatThrownBy(() -> log.sealer.seal(true)).hasMessageContaining("is not genuine");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"gaps\":[{}]",
        "\"gaps\":[{\"from\":21,\"to\":9223372036854775807}]",
        "\"gaps\":[{\"from\":25,\"to\":3}]",
        "\"gaps\":null",
        "\"marks\":null,\"gaps\":[]",
        "\"marks\":\"?\",\"gaps\":[]",
        "\"marks\":\"AAAA\",\"gaps\":[]"
      })
  void marksAndGapsThatWereChangedTooHideNothing(String instead) throws Exception {
    log.alter(
        "UPDATE "
            + EVENTS
            + " SET payload = CAST(replace(CAST(payload AS TEXT), '\"gaps\":[]', '"
            + instead
            + "') AS BLOB) WHERE globalIndex = "
            + sealPosition(2),
        "UPDATE " + EVENTS + " SET eventIdentifier = 'x' WHERE globalIndex = 33");
    assertThat(findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Kind.CHANGED);
              assertThat(finding.from().value()).isLessThanOrEqualTo(33);
              assertThat(finding.upTo().value()).isGreaterThanOrEqualTo(33);
            });
  }

  @Test
  void anEventBeforeTheFirstPositionIsTold() throws Exception {
    log.alter(
        "PRAGMA ignore_check_constraints = ON",
        "UPDATE " + EVENTS + " SET globalIndex = -7 WHERE globalIndex = 61");
    assertThat(places(findings())).contains("INSERTED@0");
  }

  @Test
  void aSealByAnotherKeyIsTold() throws Exception {
    log.close();
    SigningKey forger = SigningKey.generate(new SecureRandom());
    try (SealingHarness forged =
        new SealingHarness(directory, 20, forger, List.of(forger.verifier(), key.verifier()))) {
      forged.append(61, 62);
      forged.sealer.seal(true);
    }
    log = new SealingHarness(directory, 20, key);
    assertThat(findings()).extracting(Finding::kind).contains(Kind.KEY_UNKNOWN);
    assertThatThrownBy(() -> log.sealer.seal(true)).hasMessageContaining("is not genuine");
  }

  @Test
  void aLogThatWasCutOffIsFoundByWhoeverRemembersASeal() throws Exception {
    String digest = log.sealed.state().digest();
    assertThat(log.sealed.check(LogPosition.START, digest).orElseThrow().findings()).isEmpty();
    log.alter("DELETE FROM " + EVENTS + " WHERE globalIndex > " + (sealPosition(3)));
    assertThat(findings())
        .as("the key's holder")
        .extracting(Finding::kind)
        .containsExactly(Kind.SEAL_LOST);
    Files.delete(log.memo.file());
    assertThat(findings()).as("somebody else").isEmpty();
    assertThat(log.sealed.check(LogPosition.START, digest).orElseThrow().findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.SEAL_LOST);
  }

  @Test
  void aLogInWhichAllWasRewrittenSaysSoInAHundredFindings() throws Exception {
    log.append(61, 600);
    log.sealer.seal(true);
    log.alter("UPDATE " + EVENTS + " SET timeStamp = '2027-01-01T00:00:00Z'");
    assertThat(findings()).hasSize(100);
  }

  private List<StoredEvent> seals() {
    return log.store
        .stored()
        .find(SealedLog.SEALS, LogPosition.START, log.store.head(), 100)
        .events();
  }

  private long sealPosition(int number) {
    return seals().get(number - 1).position().value();
  }
}
