package io.hindsight.command.intake;

import io.hindsight.command.keys.KeyStore;
import io.hindsight.command.keys.KeyStoreRefused;
import io.hindsight.command.log.StreamHeads;
import io.hindsight.command.log.StreamHeads.Head;
import io.hindsight.contracts.audit.AuditEvent.KeysNamed;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.Fact.Expectation;
import io.hindsight.contracts.log.FactLog;
import io.hindsight.contracts.log.FactLog.Appended;
import io.hindsight.contracts.log.Stream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one store of keys by which a log's people are known. Two servers on one log with a store each
 * would make two subjects of one person, and an erasure would reach one of them. A log that servers
 * can share names its store by an event, so the numbers of its stream decide between two that begin
 * at once, on every kind of log.
 */
public final class KeysOfLog {
  private final FactLog facts;
  private final StreamHeads heads;
  private final InstantSource clock;

  public KeysOfLog(FactLog facts, StreamHeads heads, InstantSource clock) {
    this.facts = facts;
    this.heads = heads;
    this.clock = clock;
  }

  /**
   * Refuses all keys but those that the log names. One that names none yet, being new or older than
   * the name, takes these.
   *
   * @param anew whether keys that nobody is known by yet may take the place of lost ones
   */
  public void require(KeyStore keys, boolean anew) {
    Head before = head();
    if (names(before, keys)) {
      return;
    }
    boolean mayName = before == null || anew && keys.isEmpty();
    if (!mayName || !name(keys, before == null ? -1 : before.sequence()) && !names(head(), keys)) {
      throw new KeyStoreRefused(
          ("the log has other keys than %s: share those of the server that began it"
                  + " (hindsight.keys.store=postgresql on all of its servers), or restore them here")
              .formatted(keys.place()));
    }
  }

  /** False where another server was quicker. */
  private boolean name(KeyStore keys, long after) {
    Fact fact =
        new Fact(
            Stream.KEYS,
            Expectation.headIs(after),
            new KeysNamed(keys.id(), clock.instant()),
            Map.of());
    Appended appended = new IntakeLog(facts).append(List.of(fact));
    return appended.duplicates().isEmpty() && appended.refused().isEmpty();
  }

  private static boolean names(@Nullable Head head, KeyStore keys) {
    return head != null
        && head.event() instanceof KeysNamed named
        && named.keysId().equals(keys.id());
  }

  private @Nullable Head head() {
    String stream = Stream.KEYS.name();
    return heads.last(List.of(stream)).get(stream);
  }
}
