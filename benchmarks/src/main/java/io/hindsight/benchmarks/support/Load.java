package io.hindsight.benchmarks.support;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Requests from several connections at once. */
public final class Load {
  private static final int LINES = 5_000;

  private Load() {}

  /** What one connection does, again and again. */
  @FunctionalInterface
  public interface Step {
    /** Returns false to end. */
    boolean run(Wire wire, int connection) throws IOException;
  }

  /** Runs the step on each connection until it ends or the time is over; returns runs a second. */
  public static double closedLoop(URI address, int connections, double seconds, Step step) {
    AtomicLong runs = new AtomicLong();
    long began = System.nanoTime();
    long end = seconds <= 0 ? Long.MAX_VALUE : began + (long) (seconds * 1e9);
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        int connection = i;
        all.add(
            threads.submit(
                () -> {
                  try (Wire wire = new Wire(address)) {
                    while (System.nanoTime() < end && step.run(wire, connection)) {
                      runs.incrementAndGet();
                    }
                  }
                  return runs;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return runs.get() / ((System.nanoTime() - began) / 1e9);
  }

  /** Sends bodies of interactions as the importer does, one after the other on each connection. */
  public static void importAll(URI address, int connections, List<byte[]> bodies) {
    AtomicInteger next = new AtomicInteger();
    closedLoop(
        address,
        connections,
        0,
        (wire, connection) -> {
          int mine = next.getAndIncrement();
          if (mine >= bodies.size()) {
            return false;
          }
          expect(202, wire.post("/v1/interactions", "application/x-ndjson", bodies.get(mine)));
          return true;
        });
  }

  /** The same of ratings that are made meanwhile. */
  public static void importAll(URI address, int connections, Ratings ratings) {
    BlockingQueue<byte[]> ready = new ArrayBlockingQueue<>(2 * connections);
    byte[] end = new byte[0];
    Thread maker =
        Thread.ofPlatform()
            .start(
                () -> {
                  ratings.eachRequest(LINES, body -> put(ready, body));
                  put(ready, end);
                });
    closedLoop(
        address,
        connections,
        0,
        (wire, connection) -> {
          byte[] body = take(ready);
          if (body.length == 0) {
            put(ready, end); // For the others.
            return false;
          }
          expect(202, wire.post("/v1/interactions", "application/x-ndjson", body));
          return true;
        });
    maker.interrupt();
  }

  private static void put(BlockingQueue<byte[]> queue, byte[] body) {
    try {
      queue.put(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static byte[] take(BlockingQueue<byte[]> queue) {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public static Wire.Answer expect(int status, Wire.Answer answer) {
    if (answer.status() != status) {
      throw new IllegalStateException(
          "answered "
              + answer.status()
              + ": "
              + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
    }
    return answer;
  }
}
