package io.hindsight.api.audit;

import io.hindsight.contracts.audit.AuditEvent.LogSealed;
import io.hindsight.contracts.audit.Finding;
import io.hindsight.contracts.audit.InclusionProof;
import io.hindsight.contracts.audit.LogIntegrity.Checked;
import io.hindsight.contracts.audit.LogIntegrity.State;
import io.hindsight.contracts.audit.SealStatement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the log is sealed, and whether it fits its seals. */
final class IntegrityView {
  private IntegrityView() {}

  /**
   * @param logId drawn when the log was created
   * @param head the position of its last event
   * @param sealed how far it is sealed; null: not at all yet
   * @param unsealed what no seal vouches for yet
   * @param sealing on, off by a setting, or stopped
   * @param problem why it stopped
   * @param keyId the key that signs
   * @param publicKey its public half, PEM; get it from somewhere else than here to check with
   */
  record Integrity(
      String logId,
      long head,
      @Nullable Sealed sealed,
      Unsealed unsealed,
      String sealing,
      @Nullable String problem,
      String keyId,
      String publicKey) {

    static Integrity of(State state) {
      LogSealed last = state.last();
      long upTo = last == null ? 0 : last.statement().upTo().value();
      return new Integrity(
          state.logId(),
          state.head().value(),
          last == null || state.digest() == null
              ? null
              : new Sealed(upTo, last.statement().number(), state.digest(), last.at()),
          new Unsealed(upTo, state.head().value(), state.unsealedSince()),
          state.problem() != null ? "stopped" : state.sealing() ? "on" : "off",
          state.problem(),
          state.keyId(),
          state.publicKey());
    }
  }

  /**
   * @param upTo the last position under a seal
   * @param seals how many seals there are
   * @param digest of the last one: who keeps it can tell later whether the log was cut or replaced
   */
  record Sealed(long upTo, long seals, String digest, Instant at) {}

  /**
   * @param since when the oldest event without a seal was recorded; null: only seals are without
   *     one
   */
  record Unsealed(long after, long upTo, @Nullable Instant since) {}

  /**
   * @param result intact or altered
   * @param after what was compared begins behind this position
   * @param upTo and ends here
   * @param events how many were compared
   * @param findings the first hundred
   * @param next to be given as after, to go on; null: all that is sealed was compared
   */
  record Check(
      String result,
      long after,
      long upTo,
      long events,
      int seals,
      List<Found> findings,
      @Nullable Long next) {

    static Check of(Checked checked) {
      return new Check(
          checked.findings().isEmpty() ? "intact" : "altered",
          checked.after().value(),
          checked.upTo().value(),
          checked.events(),
          checked.seals(),
          checked.findings().stream().map(Found::of).toList(),
          checked.next() == null ? null : (Long) checked.next().value());
    }
  }

  /**
   * @param kind changed, missing, inserted, moved, out-of-order, seal-broken, key-unknown,
   *     seal-lost
   * @param position the first concerned
   * @param upTo the last one
   */
  record Found(String kind, long position, long upTo, String detail) {
    static Found of(Finding finding) {
      return new Found(
          finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
          finding.from().value(),
          finding.upTo().value(),
          finding.detail());
    }
  }

  /**
   * @param event as it is hashed
   * @param index among the events under the seal, from 0
   * @param path hashes in hex, from the event's neighbour up to the root
   */
  record Proof(StoredEventView event, int index, List<String> path, Seal seal) {
    static Proof of(InclusionProof proof) {
      return new Proof(
          StoredEventView.of(proof.event(), true),
          proof.index(),
          proof.path(),
          Seal.of(proof.seal(), proof.sealPosition().value()));
    }
  }

  /**
   * @param position where it stands in the log
   * @param signature Ed25519 over the statement's text, base64
   */
  record Seal(long position, Statement statement, String keyId, String signature) {
    static Seal of(LogSealed seal, long position) {
      return new Seal(position, Statement.of(seal.statement()), seal.keyId(), seal.signature());
    }
  }

  /** In the order of the text that is signed. */
  record Statement(
      String logId,
      long number,
      long after,
      long upTo,
      int events,
      String root,
      String chain,
      String previous) {
    static Statement of(SealStatement statement) {
      return new Statement(
          statement.logId(),
          statement.number(),
          statement.after().value(),
          statement.upTo().value(),
          statement.events(),
          statement.root(),
          statement.chain(),
          statement.previous());
    }
  }
}
