package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.Seed;
import io.hindsight.app.support.ServerProcess;
import io.hindsight.app.support.StoredData;
import io.hindsight.command.log.LogStore;
import io.hindsight.contracts.serving.ListKind;
import io.hindsight.contracts.serving.Receipt;
import io.hindsight.contracts.serving.ServedItems;
import io.hindsight.query.lists.ListComputer;
import io.hindsight.query.reproduction.Comparison;
import io.hindsight.query.reproduction.Reproduction;
import io.hindsight.runtime.models.ModelStore;
import io.hindsight.runtime.serving.Refold;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every list that a real server ever served comes out the same from the log and the models alone,
 * whatever went on while it was served, and however the server ended.
 */
class ReproducedListsTest {
  private static final Map<String, String> NEW_EPOCHS_OFTEN =
      Map.of(
          "hindsight.serving.epoch-events", "40",
          "hindsight.serving.epoch-interval", "100ms",
          "hindsight.serving.checkpoint-events", "500");
  private static final int CLIENTS = 3;
  private static final int LISTS_A_PHASE = 3_400;
  private static final int STEP = 200;

  @TempDir Path data;
  private final Seed seed = Seed.of(ReproducedListsTest.class);
  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private int streams;

  @Test
  void everyServedListComesOutTheSameFromTheLogAndTheModelsAlone() throws Exception {
    try (TestServer server = TestServer.start(data, NEW_EPOCHS_OFTEN)) {
      ShopTraffic traffic = new ShopTraffic(server, seed.random(streams++));
      traffic.open();
      serveWhile(server, traffic, server::train);
    }
    ServerProcess process = ServerProcess.start(data, 0, NEW_EPOCHS_OFTEN);
    try (TestServer server = TestServer.of(process)) {
      serveWhile(server, new ShopTraffic(server, seed.random(streams++)), () -> {});
      process.kill();
    }
    try (TestServer server = TestServer.start(data, NEW_EPOCHS_OFTEN)) {
      serveWhile(server, new ShopTraffic(server, seed.random(streams++)), server::train);
    }

    List<Receipt> receipts;
    List<Receipt> identical = new ArrayList<>();
    List<String> different = new ArrayList<>();
    long events;
    try (LogStore log = StoredData.log(data)) {
      events = log.head().value();
      receipts = StoredData.receipts(log);
      Reproduction reproduction = fromTheLogAlone(log);
      reproduction.each(
          receipts,
          (receipt, comparison) -> {
            switch (comparison) {
              case Comparison.Identical same -> identical.add(receipt);
              case Comparison.Different(var what) -> different.add(receipt + ": " + what);
            }
          });
      assertThatATamperedOneIsFoundOut(reproduction, receipts);
    }
    System.out.printf(
        "%d of %d served lists computed again, identical to the bit (%d events, seed %d)%n",
        identical.size(), receipts.size(), events, seed.value());
    assertThat(different).isEmpty();
    assertThat(identical.size()).isEqualTo(receipts.size()).isGreaterThanOrEqualTo(10_000);
    assertThat(receipts.stream().map(receipt -> receipt.recommendationId().value()).toList())
        .as("whoever got a list has its receipt")
        .doesNotHaveDuplicates()
        .containsAll(answered);
    assertThat(receipts).as("some shared an event").anyMatch(r -> r.recommendationId().place() > 0);
    assertThatTheyAreVaried(receipts);
  }

  /** Lists for some clients while another one keeps the shop busy, until enough were served. */
  private void serveWhile(TestServer server, ShopTraffic traffic, Runnable midway)
      throws Exception {
    AtomicInteger served = new AtomicInteger();
    AtomicBoolean open = new AtomicBoolean(true);
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS + 1)) {
      List<Future<?>> running = new ArrayList<>();
      running.add(clients.submit(() -> traffic.keepBusy(open)));
      for (int client = 0; client < CLIENTS; client++) {
        SplittableRandom random = seed.random(streams++);
        running.add(
            clients.submit(
                () -> {
                  while (open.get()) {
                    Answer list = server.get(ShopTraffic.list(random));
                    assertThat(list.status()).as(list.body().toString()).isIn(200, 404);
                    if (list.status() == 200) {
                      answered.add(list.body().get("recommendationId").asString());
                      served.incrementAndGet();
                    }
                  }
                }));
      }
      try {
        served(running, served, LISTS_A_PHASE / 2);
        midway.run();
        served(running, served, LISTS_A_PHASE);
      } finally {
        open.set(false);
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
  }

  /** In steps: a slow machine may take its time, a server that is stuck is found out. */
  private static void served(List<Future<?>> running, AtomicInteger served, int wanted) {
    while (served.get() < wanted && running.stream().noneMatch(Future::isDone)) {
      int next = Math.min(wanted, served.get() + STEP);
      TestServer.awaiting(
          next + " lists", () -> served.get() >= next || running.stream().anyMatch(Future::isDone));
    }
  }

  private Reproduction fromTheLogAlone(LogStore log) {
    ModelStore models = new ModelStore(data.resolve("models"), AlgorithmRegistry.standard());
    return new Reproduction(new Refold(log.reader(), models), new ListComputer());
  }

  private static void assertThatATamperedOneIsFoundOut(
      Reproduction reproduction, List<Receipt> receipts) {
    Receipt receipt =
        receipts.stream().filter(one -> one.items().ids().size() > 2).findFirst().orElseThrow();
    List<Float> nudged = new ArrayList<>(receipt.items().scores());
    nudged.set(2, Math.nextDown(nudged.get(2)));
    Comparison comparison =
        reproduction.of(
            new Receipt(
                receipt.recommendationId(),
                receipt.request(),
                receipt.basis(),
                new ServedItems(receipt.items().ids(), nudged, List.of())));
    assertThat(comparison).isInstanceOf(Comparison.Different.class);
    assertThat(((Comparison.Different) comparison).differences())
        .singleElement()
        .asString()
        .startsWith("the score of " + receipt.items().ids().get(2));
  }

  /** That ten thousand empty or equal lists come out the same would say little. */
  private static void assertThatTheyAreVaried(List<Receipt> receipts) {
    for (ListKind kind : ListKind.values()) {
      assertThat(receipts.stream().filter(one -> one.request().kind() == kind).count())
          .as("lists of kind %s", kind)
          .isGreaterThan(50);
    }
    assertThat(
            receipts.stream()
                .map(one -> one.basis().model())
                .filter(Objects::nonNull)
                .distinct()
                .count())
        .isGreaterThanOrEqualTo(2);
    assertThat(receipts.stream().filter(one -> one.basis().countsStatedPreferences()).count())
        .as("lists of people who say what they like")
        .isGreaterThan(100);
    assertThat(receipts.stream().map(one -> one.basis().epoch()).distinct().count())
        .isGreaterThan(10);
    assertThat(receipts.stream().map(one -> one.basis().placementRevision()).distinct().count())
        .isGreaterThan(2);
    assertThat(receipts.stream().map(Receipt::items).distinct().count()).isGreaterThan(500);
    assertThat(receipts.stream().filter(one -> one.items().ids().isEmpty()).count())
        .isLessThan(receipts.size() / 5);
  }
}
