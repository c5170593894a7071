package io.hindsight.app.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

/**
 * Shows the stack trace of a failure once, and after that only the line: what retries for ever, and
 * whoever it tells of it, would otherwise bury the log under copies. One that has not come for a
 * while is shown again.
 */
final class RepeatedTraces extends TurboFilter {
  private static final Duration REMEMBERED = Duration.ofMinutes(10);
  private static final int MOST = 200;

  private final Cache<String, Boolean> shown =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(REMEMBERED).build();

  /** Does nothing where another framework than Logback takes the lines. */
  static void install() {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (factory instanceof LoggerContext logback
        && logback.getTurboFilterList().stream().noneMatch(RepeatedTraces.class::isInstance)) {
      RepeatedTraces filter = new RepeatedTraces();
      filter.start();
      logback.addTurboFilter(filter);
    }
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] arguments,
      @Nullable Throwable given) {
    Throwable failure = given != null ? given : MessageFormatter.getThrowableCandidate(arguments);
    if (failure == null
        || !level.isGreaterOrEqual(logger.getEffectiveLevel())
        || shown.asMap().putIfAbsent(key(failure), true) == null) {
      return FilterReply.NEUTRAL;
    }
    Object[] others = given == null ? MessageFormatter.trimmedCopy(arguments) : arguments;
    String line = MessageFormatter.basicArrayFormat(String.valueOf(format), others);
    logger.log(
        marker,
        Logger.class.getName(),
        Level.toLocationAwareLoggerInteger(level),
        line + " (as before: " + failure + ")",
        null,
        null);
    return FilterReply.DENY;
  }

  /** Two failures are the same where the same thing was said at the same place. */
  private static String key(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root + Arrays.stream(root.getStackTrace()).limit(1).toList().toString();
  }
}
