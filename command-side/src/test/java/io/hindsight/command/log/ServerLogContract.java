package io.hindsight.command.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.contracts.consent.Consent;
import io.hindsight.contracts.consent.ConsentEvent.ConsentChanged;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.junit.jupiter.api.Test;

/** What a log on a server must do for several nodes: they share no lock in Java. */
abstract class ServerLogContract extends LogContract {

  @Test
  void twoNodesShareOneOrder() throws Exception {
    List<String> live;
    List<String> replayed;
    try (LogStore one = open();
        LogStore two = open();
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
    try (LogStore one = open();
        LogStore two = open();
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

  @Test
  void nodesThatBeginALogTogetherAgreeOnItsIdentity() throws Exception {
    log.close();
    settings = freshSettings();
    List<LogStore> nodes = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(6)) {
      Callable<LogStore> node = this::openAsAnother;
      List<Future<LogStore>> opening = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        opening.add(pool.submit(node));
      }
      for (Future<LogStore> opened : opening) {
        nodes.add(opened.get());
      }
      assertThat(nodes).extracting(LogStore::id).containsOnly(nodes.getFirst().id());
      assertThat(nodes.getFirst().head()).isEqualTo(nodes.getLast().head());
    } finally {
      nodes.forEach(LogStore::close);
      log = open();
    }
  }

  @Test
  void aNodeThatAppendsOnlyReceiptsHearsWhatAnotherSaysBeforeItFoldsIt() {
    SubjectId subject = new SubjectId("s-1");
    ConsentChanged changed = new ConsentChanged(subject, Consent.NONE, TestEvents.NOON);
    List<Object> heard = new ArrayList<>();
    List<Integer> heardBefore = new ArrayList<>();
    try (LogStore one = open();
        LogStore two = open()) {
      two.appendOnlyReceipts(heard::add);
      assertThatThrownBy(() -> two.eventStore().publish(TestEvents.recorded("refused")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("for the worker");

      one.eventStore()
          .publish(
              List.of(
                  TestEvents.recorded("a"),
                  TestEvents.message(Stream.ofConsent(subject), 0, changed),
                  TestEvents.recorded("b")));
      two.engine()
          .readEvents(LogTokens.START, false)
          .forEach(event -> heardBefore.add(heard.size()));
    }
    assertThat(heard).containsExactly(changed);
    assertThat(heardBefore).containsExactly(0, 1, 1);
  }

  private LogStore openAsAnother() {
    return LogStore.open(settings, MessageRegistry.ofEventsAnd(List.of()), TestEvents.randomIds());
  }

  private static boolean stores(LogStore log, String id) {
    try {
      log.eventStore().publish(TestEvents.recorded(id));
      return true;
    } catch (AggregateStreamCreationException e) {
      return false;
    }
  }
}
