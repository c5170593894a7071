package io.hindsight.app.server;

import io.hindsight.contracts.time.Ids;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Identifiers of 32 hexadecimal digits that sort by the time they were made: 48 bits of
 * milliseconds, 16 bits that count within one, 64 random bits. A database index fills from one end,
 * and nobody guesses the next one.
 */
public final class SystemIds implements Ids {
  private static final HexFormat HEX = HexFormat.of();
  private static final int DRAWN_AT_ONCE = 1 << 10;

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final ByteBuffer drawn = ByteBuffer.allocate(DRAWN_AT_ONCE).limit(0);
  private final AtomicLong last = new AtomicLong();

  public SystemIds(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String next() {
    long millis = clock.millis() << 16;
    long ordered = last.updateAndGet(before -> Math.max(before + 1, millis));
    return HEX.toHexDigits(ordered) + HEX.toHexDigits(draw());
  }

  @Override
  public long nextSeed() {
    return draw();
  }

  /** A draw costs the same for eight bytes as for a thousand, and a list takes several. */
  private synchronized long draw() {
    if (!drawn.hasRemaining()) {
      random.nextBytes(drawn.array());
      drawn.clear();
    }
    return drawn.getLong();
  }
}
