package io.hindsight.benchmarks.support;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Ratings in the shape of MovieLens: a hundred a person, few items with most of them, seven months
 * in no order of time. The same arguments give the same ratings, and no rating comes twice.
 */
public final class Ratings {
  private static final int A_PERSON = 106;
  private static final long BEGIN = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
  private static final long SECONDS = 18_000_000;

  private final long seed;
  private final int count;
  private final int people;
  private final int items;

  public Ratings(long seed, int count) {
    this(seed, count, Math.max(2, count / A_PERSON), Math.clamp(count / 60, 100, 20_000));
  }

  public Ratings(long seed, int count, int people, int items) {
    this.seed = seed;
    this.count = count;
    this.people = people;
    this.items = items;
  }

  /** One rating. */
  public record Rating(int person, int item, int value, Instant at) {
    String json() {
      return "{\"userId\":\"%d\",\"itemId\":\"%d\",\"type\":\"rating\",\"value\":%d,\"timestamp\":\"%s\"}\n"
          .formatted(person, item, value, at);
    }
  }

  public int count() {
    return count;
  }

  public int people() {
    return people;
  }

  public int items() {
    return items;
  }

  public void forEach(Consumer<Rating> consumer) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < count; i++) {
      // Squares and cubes of uniform numbers: many from few, as people and items are.
      int person = (int) (people() * Math.pow(random.nextDouble(), 1.5));
      int item = (int) (items() * Math.pow(random.nextDouble(), 3));
      Instant at = Instant.ofEpochSecond(BEGIN + random.nextLong(SECONDS), i % 1000 * 1_000_000L);
      consumer.accept(new Rating(person, item, 1 + random.nextInt(5), at));
    }
  }

  /** NDJSON, so many ratings a request. */
  public List<byte[]> requests(int each) {
    return requests(each, Rating::json);
  }

  /**
   * @param line of NDJSON that a rating becomes
   */
  public List<byte[]> requests(int each, Function<Rating, String> line) {
    List<byte[]> all = new ArrayList<>();
    eachRequest(each, line, all::add);
    return all;
  }

  /** The same, one by one: ten million do not fit in memory. */
  void eachRequest(int each, Consumer<byte[]> taker) {
    eachRequest(each, Rating::json, taker);
  }

  private void eachRequest(int each, Function<Rating, String> line, Consumer<byte[]> taker) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 19);
    int[] rows = {0};
    forEach(
        rating -> {
          body.writeBytes(line.apply(rating).getBytes(StandardCharsets.US_ASCII));
          if (++rows[0] % each == 0) {
            taker.accept(body.toByteArray());
            body.reset();
          }
        });
    if (body.size() > 0) {
      taker.accept(body.toByteArray());
    }
  }

  /** The catalog that the ratings are about. */
  public byte[] catalog() {
    return catalog(items).getFirst();
  }

  /** The catalog, so many items a request. */
  public List<byte[]> catalog(int each) {
    List<byte[]> all = new ArrayList<>();
    StringBuilder lines = new StringBuilder();
    for (int item = 0; item < items; item++) {
      lines.append(
          "{\"itemId\":\"%d\",\"title\":\"Film number %d\",\"categories\":[\"genre-%d\"]}\n"
              .formatted(item, item, item % 19));
      if ((item + 1) % each == 0 || item + 1 == items) {
        all.add(lines.toString().getBytes(StandardCharsets.US_ASCII));
        lines.setLength(0);
      }
    }
    return all;
  }
}
