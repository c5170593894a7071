package io.hindsight.api.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the API; an unknown key below {@code hindsight.api} stops the start.
 *
 * @param maxBody largest body that is read as a whole
 * @param maxRecords most elements of an array
 * @param maxLine longest line of NDJSON
 * @param chunksInFlight how many chunks of a stream may wait for their commit while the next one is
 *     parsed
 * @param maxRejectionsShown most rejections that an answer lists; the others are only counted
 * @param writeTimeout longest wait for one command
 * @param readTimeout longest wait for one query
 * @param auditTimeout longest wait for an auditor's question
 * @param auditorRequired whether auditors must say who they are
 * @param implicitWait longest wait for a write that the client did not name
 * @param rememberWrites how long a write is remembered for its user's next reads
 * @param rememberedWriters of how many users and items
 * @param waiters how many reads may wait implicitly at a time; the others are served at once
 */
@ConfigurationProperties(prefix = "hindsight.api", ignoreUnknownFields = false)
public record ApiSettings(
    @DefaultValue("8MB") DataSize maxBody,
    @DefaultValue("10000") int maxRecords,
    @DefaultValue("64KB") DataSize maxLine,
    @DefaultValue("3") int chunksInFlight,
    @DefaultValue("1000") int maxRejectionsShown,
    @DefaultValue("30s") Duration writeTimeout,
    @DefaultValue("10s") Duration readTimeout,
    @DefaultValue("2m") Duration auditTimeout,
    @DefaultValue("false") boolean auditorRequired,
    @DefaultValue("250ms") Duration implicitWait,
    @DefaultValue("1m") Duration rememberWrites,
    @DefaultValue("100000") int rememberedWriters,
    @DefaultValue("16") int waiters) {

  public ApiSettings {
    within("max-body", maxBody.toBytes(), 1024, 256L << 20);
    within("max-records", maxRecords, 1, 100_000);
    within("max-line", maxLine.toBytes(), 256, 16L << 20);
    within("chunks-in-flight", chunksInFlight, 1, 16);
    within("max-rejections-shown", maxRejectionsShown, 0, 100_000);
    within("write-timeout", writeTimeout.toMillis(), 1, 600_000);
    within("read-timeout", readTimeout.toMillis(), 1, 600_000);
    within("audit-timeout", auditTimeout.toMillis(), 1, 3_600_000);
    within("implicit-wait", implicitWait.toMillis(), 0, 60_000);
    within("remember-writes", rememberWrites.toMillis(), 1, 3_600_000);
    within("remembered-writers", rememberedWriters, 1, 10_000_000);
    within("waiters", waiters, 1, 1_000);
  }

  private static void within(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "hindsight.api.%s must be in %d..%d, was %d".formatted(name, least, most, value));
    }
  }
}
