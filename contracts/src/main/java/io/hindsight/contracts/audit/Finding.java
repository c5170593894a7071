package io.hindsight.contracts.audit;

import io.hindsight.contracts.log.LogPosition;

/**
 * Where a log is not what its seals vouch for.
 *
 * @param from the first position concerned
 * @param upTo the last one; mostly the same
 * @param detail in words
 */
public record Finding(Kind kind, LogPosition from, LogPosition upTo, String detail) {

  public enum Kind {
    /** An event is not what it was. */
    CHANGED,
    /** There was an event, and there is none. */
    MISSING,
    /** There is an event where there was none. */
    INSERTED,
    /** An event stood at another position. */
    MOVED,
    /** Positions do not rise: only an export can be like that. */
    OUT_OF_ORDER,
    /** A seal's signature, number or place does not fit, so that it vouches for nothing. */
    SEAL_BROKEN,
    /** A seal was signed with a key that the checker does not know. */
    KEY_UNKNOWN,
    /** A seal that somebody remembers is not there: the log was cut off, or replaced. */
    SEAL_LOST
  }

  public static Finding at(Kind kind, LogPosition position, String detail) {
    return new Finding(kind, position, position, detail);
  }
}
