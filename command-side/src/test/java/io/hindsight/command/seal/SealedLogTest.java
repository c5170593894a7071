package io.hindsight.command.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hindsight.contracts.audit.AuditEvent.LogSealed;
import io.hindsight.contracts.audit.Finding;
import io.hindsight.contracts.audit.Finding.Kind;
import io.hindsight.contracts.audit.InclusionProof;
import io.hindsight.contracts.audit.LogIntegrity.Checked;
import io.hindsight.contracts.audit.LogIntegrity.State;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedLogTest {
  private final SigningKey key = SigningKey.generate(new SecureRandom());
  private SealingHarness log;

  @TempDir private Path directory;

  @BeforeEach
  void openLog() {
    log = new SealingHarness(directory, 10, key);
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void sealsOfSealsComeToAnEnd() throws Exception {
    for (int i = 0; i < 40; i++) {
      log.append(i * 10, i * 10 + 10);
      log.sealer.seal(false);
    }
    log.sealer.seal(true);
    long head = log.store.head().value();
    assertThat(head).isLessThan(400 + 60);
    assertThat(log.sealer.seal(true)).isZero();
    assertThat(log.sealer.seal(false)).isZero();
    assertThat(log.store.head().value()).isEqualTo(head);
  }

  @Test
  void aWideGapOfPositionsDoesNotEndTheSealing() throws Exception {
    log.append(0, 5);
    log.alter("UPDATE sqlite_sequence SET seq = 5000000");
    log.append(5, 12);
    assertThat(log.sealer.seal(true)).isEqualTo(2);
    assertThat(upTo()).isGreaterThan(5_000_000);
    assertThat(log.check()).allSatisfy(page -> assertThat(page.findings()).isEmpty());
    log.alter("DELETE FROM DomainEventEntry WHERE globalIndex = 5000002");
    assertThat(log.check().getFirst().findings())
        .extracting(Finding::kind, finding -> finding.from().value())
        .containsExactly(tuple(Kind.MISSING, 5_000_002L));
  }

  @Test
  void anEmptyLogHasNoSealAndIsWhole() throws Exception {
    assertThat(log.sealer.seal(true)).isZero();

    State state = log.sealed.state();
    assertThat(state.last()).isNull();
    assertThat(state.digest()).isNull();
    assertThat(state.unsealedSince()).isNull();
    Checked page = log.check().getFirst();
    assertThat(page.findings()).isEmpty();
    assertThat(page.events()).isZero();
    assertThat(page.next()).isNull();
  }

  @Test
  void wholeStretchesAreSealedAtOnceAndTheRestWhenItIsDue() throws Exception {
    log.append(0, 25);
    assertThat(log.sealer.seal(false)).isEqualTo(2);
    assertThat(upTo()).isEqualTo(20);
    assertThat(log.sealed.state().unsealedSince()).isEqualTo(SealingHarness.NOON);

    assertThat(log.sealer.seal(true)).isEqualTo(1);
    // The two seals before it are under the third one, too.
    assertThat(upTo()).isEqualTo(27);
    assertThat(log.sealed.state().unsealedSince()).isNull();
    assertThat(log.sealer.seal(true)).as("nothing but a seal is left").isZero();

    List<Checked> pages = log.check();
    assertThat(pages).allSatisfy(page -> assertThat(page.findings()).isEmpty());
    assertThat(pages.stream().mapToLong(Checked::events).sum()).isEqualTo(27);
    assertThat(pages.stream().mapToInt(Checked::seals).sum()).isEqualTo(3);
  }

  @Test
  void sealingGoesOnAfterARestartWhereItStood() throws Exception {
    log.append(0, 12);
    log.sealer.seal(true);
    LogSealed before = log.sealer.last().orElseThrow().event();
    log.close();
    log = new SealingHarness(directory, 10, key);
    log.append(12, 30);
    log.sealer.seal(true);

    LogSealed after = log.sealer.last().orElseThrow().event();
    assertThat(after.statement().number()).isGreaterThan(before.statement().number());
    assertThat(after.statement().logId()).isEqualTo(before.statement().logId());
    assertThat(log.check()).allSatisfy(page -> assertThat(page.findings()).isEmpty());
  }

  @Test
  void aChangedKeyGoesOnWhereTheFormerOneIsKnown() throws Exception {
    log.append(0, 12);
    log.sealer.seal(true);
    log.close();
    SigningKey next = SigningKey.generate(new SecureRandom());
    log = new SealingHarness(directory, 10, next, List.of(key.verifier(), next.verifier()));
    log.append(12, 20);
    log.sealer.seal(true);
    assertThat(log.check()).allSatisfy(page -> assertThat(page.findings()).isEmpty());
  }

  @Test
  void aLongLogIsCheckedPageByPageWithTheSameResult() throws Exception {
    log.append(0, 1_000);
    log.sealer.seal(true);
    assertThat(log.check()).hasSize(1);
    // Another log, of which a page takes less than all.
    SealedLog small = new SealedLog(log.store.stored(), log.sealer, log.keys, true, 250);
    List<Checked> pages = new ArrayList<>();
    LogPosition after = LogPosition.START;
    while (after != null) {
      Checked page = small.check(after, null).orElseThrow();
      assertThat(page.findings()).isEmpty();
      pages.add(page);
      after = page.next();
    }
    assertThat(pages).hasSizeGreaterThan(3);
    assertThat(pages.stream().mapToLong(Checked::events).sum())
        .isEqualTo(log.check().getFirst().events());
    assertThat(pages.getLast().upTo()).isEqualTo(log.check().getFirst().upTo());
    assertThat(small.check(new LogPosition(3), null)).as("no seal stands there").isEmpty();
  }

  @Test
  void anyEventUnderASealIsProvenByThePublicKeyAlone() throws Exception {
    log.append(0, 37);
    log.sealer.seal(true);
    long sealed = upTo();
    VerifyingKey checker = VerifyingKey.fromPem(key.verifier().pem());
    for (long position = 1; position <= sealed; position++) {
      InclusionProof proof = log.sealed.prove(new LogPosition(position)).orElseThrow();
      assertThat(proof.event().position().value()).isEqualTo(position);
      assertThat(ProofCheck.fault(proof, List.of(checker))).as("position %d", position).isEmpty();
    }
    assertThat(log.sealed.prove(new LogPosition(sealed + 1))).isEmpty();
    assertThat(log.sealed.prove(new LogPosition(sealed + 1_000))).isEmpty();
  }

  @Test
  void aProofOfAnotherEventOrByAnotherKeyFails() throws Exception {
    log.append(0, 9);
    log.sealer.seal(true);
    InclusionProof proof = log.sealed.prove(new LogPosition(4)).orElseThrow();
    InclusionProof other =
        new InclusionProof(
            log.store.stored().at(new LogPosition(5)).orElseThrow(),
            proof.index(),
            proof.path(),
            proof.seal(),
            proof.sealPosition());
    assertThat(ProofCheck.fault(other, List.of(key.verifier()))).isPresent();
    VerifyingKey stranger = SigningKey.generate(new SecureRandom()).verifier();
    assertThat(ProofCheck.fault(proof, List.of(stranger)))
        .hasValueSatisfying(fault -> assertThat(fault).contains("key"));
    InclusionProof cut =
        new InclusionProof(
            proof.event(),
            proof.index(),
            proof.path().subList(1, proof.path().size()),
            proof.seal(),
            proof.sealPosition());
    assertThat(ProofCheck.fault(cut, List.of(key.verifier()))).isPresent();
  }

  @Test
  void anExportIsCheckedWithThePublicKeyAlone() throws Exception {
    log.append(0, 37);
    log.sealer.seal(true);
    log.append(37, 40);
    List<StoredEvent> exported = new ArrayList<>();
    log.store.stored().read(LogPosition.START, log.store.head(), exported::add);
    ExportCheck check = new ExportCheck(List.of(VerifyingKey.fromPem(key.verifier().pem())));

    ExportCheck.Result whole = check.check(exported::forEach, log.sealed.state().digest());
    assertThat(whole.findings()).isEmpty();
    assertThat(whole.events()).isEqualTo(exported.size());
    assertThat(whole.sealed()).isEqualTo(upTo());
    assertThat(whole.digest()).isEqualTo(log.sealed.state().digest());

    Collections.swap(exported, 3, 7);
    assertThat(check.check(exported::forEach, null).findings())
        .extracting(Finding::kind)
        .contains(Kind.OUT_OF_ORDER);
    Collections.swap(exported, 3, 7);
    exported.remove(4);
    assertThat(check.check(exported::forEach, null).findings())
        .extracting(Finding::kind, finding -> finding.from().value())
        .containsExactly(tuple(Kind.MISSING, 5L));
  }

  private long upTo() {
    return log.sealer.last().orElseThrow().statement().upTo().value();
  }
}
