package io.hindsight.command.log;

import io.hindsight.contracts.log.LogPosition;
import java.util.Set;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** Positions of the log and Axon's tokens for them. */
public final class LogTokens {
  static final GapAwareTrackingToken START = GapAwareTrackingToken.newInstance(0, Set.of());

  private LogTokens() {}

  public static TrackingToken token(LogPosition position) {
    return GapAwareTrackingToken.newInstance(position.value(), Set.of());
  }

  /** The tail where there is no token yet. */
  public static LogPosition position(@Nullable TrackingToken token) {
    return token == null
        ? LogPosition.START
        : new LogPosition(Math.max(0, token.position().orElse(0)));
  }
}
