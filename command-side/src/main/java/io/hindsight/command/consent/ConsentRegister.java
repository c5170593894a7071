package io.hindsight.command.consent;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hindsight.command.log.StreamHeads;
import io.hindsight.command.log.StreamHeads.Head;
import io.hindsight.contracts.consent.Consent;
import io.hindsight.contracts.consent.ConsentEvent.ConsentChanged;
import io.hindsight.contracts.consent.Consents;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.Stream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What each person allows, by the last event of a short stream; most people have none. Kept in
 * memory, and told of every change before that is answered.
 */
public final class ConsentRegister implements Consents {
  private static final int CACHED = 300_000;

  private final StreamHeads heads;
  private final AtomicLong heard = new AtomicLong();
  private final Cache<SubjectId, Consent> known = Caffeine.newBuilder().maximumSize(CACHED).build();

  public ConsentRegister(StreamHeads heads) {
    this.heads = heads;
  }

  @Override
  public Consent of(SubjectId subject) {
    Consent cached = known.getIfPresent(subject);
    return cached != null ? cached : all(List.of(subject)).getOrDefault(subject, Consent.FULL);
  }

  /** Of many at once. */
  public Map<SubjectId, Consent> all(Collection<SubjectId> subjects) {
    Map<SubjectId, Consent> consents = HashMap.newHashMap(subjects.size());
    List<SubjectId> asked = new ArrayList<>();
    for (SubjectId subject : subjects) {
      Consent cached = known.getIfPresent(subject);
      if (cached == null) {
        asked.add(subject);
      } else {
        consents.put(subject, cached);
      }
    }
    if (!asked.isEmpty()) {
      long before = heard.get();
      Map<String, Head> last = heads.last(asked.stream().map(ConsentRegister::stream).toList());
      for (SubjectId subject : asked) {
        Consent read = consent(last.get(stream(subject)));
        // Somebody may have changed it since it was read: what they said counts.
        Consent first = known.asMap().putIfAbsent(subject, read);
        consents.put(subject, first == null ? read : first);
      }
      if (heard.get() != before) {
        // What was read may be from before a change that was heard since: not to be remembered.
        known.invalidateAll(asked);
      }
    }
    return consents;
  }

  /** To be called after each change. Of two at a time, what the log has last counts. */
  void changed(SubjectId subject) {
    String stream = stream(subject);
    known
        .asMap()
        .compute(subject, (same, before) -> consent(heads.last(List.of(stream)).get(stream)));
  }

  /** Another server has changed it. */
  public void changedElsewhere(SubjectId subject) {
    heard.incrementAndGet();
    known.invalidate(subject);
  }

  static Consent consent(@Nullable Head last) {
    return last == null ? Consent.FULL : ((ConsentChanged) last.event()).consent();
  }

  private static String stream(SubjectId subject) {
    return Stream.ofConsent(subject).name();
  }
}
