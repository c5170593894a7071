package io.hindsight.benchmarks.support;

import io.hindsight.benchmarks.support.Load.Step;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * Sides of a comparison, taking turns of a second under one load that never pauses. A shared
 * machine gets a third faster or slower within a minute; so short a turn meets all sides alike.
 */
public final class Turns implements AutoCloseable {
  private static final Duration TURN = Duration.ofSeconds(1);

  /** What is under way at a change of sides is answered, and what it left to do is done. */
  private static final Duration SETTLING = Duration.ofMillis(200);

  private final List<Step> sides;
  private final DoubleSupplier cpuSeconds;
  private final LongAdder runs = new LongAdder();
  private final ExecutorService threads;
  private final List<Future<?>> connections = new ArrayList<>();
  private volatile Step side;
  private volatile boolean over;
  private int rounds;

  /**
   * @param cpuSeconds that the server has used
   */
  public Turns(URI address, int connections, List<Step> sides, DoubleSupplier cpuSeconds) {
    this.sides = List.copyOf(sides);
    this.cpuSeconds = cpuSeconds;
    this.side = this.sides.getFirst();
    this.threads = Executors.newFixedThreadPool(connections);
    for (int i = 0; i < connections; i++) {
      int connection = i;
      this.connections.add(threads.submit(() -> load(address, connection)));
    }
  }

  /**
   * What a side did in its turns of one round.
   *
   * @param rate runs a second
   * @param cpu seconds of the server's processors for a run
   */
  public record Done(double rate, double cpu) {}

  private Void load(URI address, int connection) throws Exception {
    try (Wire wire = new Wire(address)) {
      while (!over && side.run(wire, connection)) {
        runs.increment();
      }
    }
    return null;
  }

  /** So many turns for each side, in the order of the sides, the next time in the other one. */
  public List<Done> round(int turns) {
    long[] done = new long[sides.size()];
    double[] seconds = new double[sides.size()];
    double[] cpu = new double[sides.size()];
    for (int turn = 0; turn < turns; turn++, rounds++) {
      for (int i = 0; i < sides.size(); i++) {
        int now = rounds % 2 == 0 ? i : sides.size() - 1 - i;
        side = sides.get(now);
        pass(SETTLING);
        long before = runs.sum();
        long began = System.nanoTime();
        double used = cpuSeconds.getAsDouble();
        pass(TURN.minus(SETTLING));
        done[now] += runs.sum() - before;
        seconds[now] += (System.nanoTime() - began) / 1e9;
        cpu[now] += cpuSeconds.getAsDouble() - used;
      }
    }
    List<Done> all = new ArrayList<>();
    for (int i = 0; i < sides.size(); i++) {
      all.add(new Done(done[i] / seconds[i], cpu[i] / done[i]));
    }
    return all;
  }

  private void pass(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
      for (Future<?> connection : connections) {
        if (connection.isDone()) { // None ends by itself but by a failure.
          connection.get();
          throw new IllegalStateException("a connection ended");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    over = true;
    threads.close();
  }
}
