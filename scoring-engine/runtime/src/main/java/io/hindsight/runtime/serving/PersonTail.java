package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.runtime.serving.TailSegment.Chain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What persons did between two positions of the log: from where the history view stands, or before,
 * to where the fold does. Whoever is read from a view that lags gets the rest from here.
 *
 * <p>Entries lie in the order of the log, each with the distance to the same person's entry before
 * it. They leave by whole segments: those that the view holds, and where there is no room, the
 * oldest; the tail then begins where the view has not come to, and is of no use until it has.
 */
final class PersonTail {
  private static final int SEGMENT_BITS = 13;

  /** A map's entry, a chain and an id's objects. */
  private static final int CHAIN_BYTES = 120;

  private final long maxBytes;
  private final int bits;
  private final List<TailSegment> segments = new ArrayList<>();
  private final Map<SubjectId, Chain> chains = new HashMap<>();
  private LogPosition start;
  private LogPosition end;
  private long first; // number of the oldest entry
  private long next;
  private long bytes;

  /**
   * @param start where the fold begins: what came before is not in here
   * @param maxBytes room for entries; less than a segment takes, and nothing is kept
   */
  PersonTail(LogPosition start, long maxBytes) {
    this(start, maxBytes, SEGMENT_BITS);
  }

  PersonTail(LogPosition start, long maxBytes, int segmentBits) {
    this.start = start;
    this.end = start;
    this.maxBytes = maxBytes;
    this.bits = segmentBits;
  }

  /** Changes that are in here already, by their positions, are passed over. */
  synchronized void append(List<PersonChange> inLogOrder, LogPosition upTo) {
    if (TailSegment.bytes(1 << bits) > maxBytes) {
      start = upTo;
    } else {
      long newest = segments.isEmpty() ? start.value() : segments.getLast().last();
      for (PersonChange change : inLogOrder) {
        if (change instanceof PersonChange.Deed deed && deed.position() > newest) {
          add(deed);
        } else if (change instanceof PersonChange.Erased erased) {
          forget(erased.subject());
        }
      }
      while (bytes > maxBytes) {
        dropOldest();
      }
    }
    end = upTo;
  }

  private void add(PersonChange.Deed change) {
    if (segments.isEmpty() || segments.getLast().isFull()) {
      segments.add(new TailSegment(1 << bits));
      bytes += segments.getLast().bytes();
    }
    Chain chain = chains.get(change.subject());
    if (chain == null) {
      chain = new Chain(change.subject());
      chains.put(chain.subject, chain);
      bytes += bytes(chain);
    }
    TailSegment segment = segments.getLast();
    bytes -= segment.bytes();
    segment.add(chain, chain.newest < 0 ? 0 : Math.toIntExact(next - chain.newest), change);
    bytes += segment.bytes();
    chain.newest = next++;
  }

  private static long bytes(Chain chain) {
    return CHAIN_BYTES + chain.subject.value().length();
  }

  /** Blanks what the person did; the places stay until their segments leave. */
  synchronized void forget(SubjectId subject) {
    Chain chain = chains.remove(subject);
    if (chain == null) {
      return;
    }
    bytes -= bytes(chain);
    long number = chain.newest;
    while (number >= first) {
      TailSegment segment = segments.get((int) ((number - first) >> bits));
      int at = (int) (number & ((1 << bits) - 1));
      int distance = segment.distance(at);
      bytes -= segment.bytes();
      segment.blank(at);
      bytes += segment.bytes();
      number = distance == 0 ? -1 : number - distance;
    }
  }

  /** Lets go of what the history view holds, as far as it fills segments. */
  synchronized void trim(LogPosition reached) {
    while (!segments.isEmpty()
        && segments.getFirst().isFull()
        && reached.value() >= segments.getFirst().last()) {
      dropOldest();
    }
  }

  private void dropOldest() {
    TailSegment oldest = segments.removeFirst();
    for (int at = 0; at < oldest.size(); at++) {
      Chain chain = oldest.chain(at);
      if (chain.newest == first + at) {
        chains.remove(chain.subject);
        bytes -= bytes(chain);
      }
    }
    bytes -= oldest.bytes();
    first += 1L << bits;
    next = Math.max(next, first);
    start = start.max(new LogPosition(oldest.last()));
  }

  /**
   * What the person did behind {@code reached}; null where that is not all in here.
   *
   * @param reached how far the history view has come
   */
  synchronized @Nullable TailCut cut(SubjectId subject, LogPosition reached) {
    LogPosition after = reached.reaches(end) ? end : reached;
    if (!after.reaches(start)) {
      return null;
    }
    List<TailCut.Entry> newestFirst = new ArrayList<>();
    Chain chain = chains.get(subject);
    long number = chain == null ? -1 : chain.newest;
    while (number >= first) {
      TailSegment segment = segments.get((int) ((number - first) >> bits));
      int at = (int) (number & ((1 << bits) - 1));
      if (segment.position(at) <= after.value()) {
        break;
      }
      if (segment.position(at) <= end.value()) {
        newestFirst.add(segment.entry(at));
      }
      number = segment.distance(at) == 0 ? -1 : number - segment.distance(at);
    }
    return new TailCut(after, end, List.copyOf(newestFirst.reversed()));
  }

  /** A history that has come this far, and this tail, make a person whole. */
  synchronized LogPosition start() {
    return start;
  }

  synchronized LogPosition end() {
    return end;
  }

  /** About as much as it takes of the heap. */
  synchronized long bytes() {
    return bytes;
  }
}
