package io.hindsight.command.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a real PostgreSQL. */
class PostgresLogTest extends LogContract {
  private static PostgresLogs postgres;

  @BeforeAll
  static void startPostgres() throws Exception {
    postgres = new PostgresLogs();
  }

  @AfterAll
  static void stopPostgres() throws Exception {
    postgres.close();
  }

  @Override
  LogSettings freshSettings() throws Exception {
    return postgres.fresh();
  }

  /** Nodes share no lock in Java: here only the database's own keeps the order. */
  @Test
  void twoNodesShareOneOrder() throws Exception {
    LogSettings settings = freshSettings();
    List<String> live;
    List<String> replayed;
    try (LogStore one = open(settings);
        LogStore two = open(settings);
        ExecutorService pool = Executors.newFixedThreadPool(9)) {
      assertThat(one.id()).isEqualTo(two.id());
      Future<List<String>> following = pool.submit(() -> follow(two.eventStore(), 800));
      List<Future<?>> writing = new ArrayList<>();
      for (int writer = 0; writer < 8; writer++) {
        LogStore node = writer % 2 == 0 ? one : two;
        String name = "w" + writer;
        writing.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < 50; i++) {
                    node.eventStore().publish(TestEvents.interactions(name + "-" + i, 0, 2));
                  }
                }));
      }
      for (Future<?> done : writing) {
        done.get();
      }
      live = following.get();
      replayed = follow(one.eventStore(), 800);
    }
    assertThat(replayed).hasSize(800).doesNotHaveDuplicates();
    assertThat(live).isEqualTo(replayed);
  }

  @Test
  void ofTwoNodesThatStoreTheSameInteractionOneIsRefused() throws Exception {
    LogSettings settings = freshSettings();
    try (LogStore one = open(settings);
        LogStore two = open(settings);
        ExecutorService pool = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < 40; i++) {
        String id = "same-" + i;
        List<Future<Boolean>> stored =
            List.of(pool.submit(() -> stores(one, id)), pool.submit(() -> stores(two, id)));
        assertThat(stored.getFirst().get()).isNotEqualTo(stored.getLast().get());
      }
      assertThat(follow(one.eventStore(), 40)).hasSize(40).doesNotHaveDuplicates();
    }
  }

  private static boolean stores(LogStore log, String id) {
    try {
      log.eventStore().publish(TestEvents.recorded(id));
      return true;
    } catch (AggregateStreamCreationException e) {
      return false;
    }
  }

  private static LogStore open(LogSettings settings) {
    return LogStore.open(settings, MessageRegistry.ofEventsAnd(List.of()), TestEvents.ids());
  }
}
