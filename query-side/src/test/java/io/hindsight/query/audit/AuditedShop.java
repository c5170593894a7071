package io.hindsight.query.audit;

import io.hindsight.contracts.consent.Consent;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ListQuery;
import io.hindsight.contracts.queries.RecommendedList;
import io.hindsight.query.handling.Subscriber;
import io.hindsight.query.lists.ListComputer;
import io.hindsight.query.lists.ListHandlers;
import io.hindsight.query.lists.ListServing;
import io.hindsight.query.reproduction.Reproduction;
import io.hindsight.query.support.CountingIds;
import io.hindsight.query.support.MemoryLog;
import io.hindsight.query.support.MemorySubjects;
import io.hindsight.query.support.RandomShop;
import io.hindsight.runtime.models.ModelStore;
import io.hindsight.runtime.serving.Checkpoints;
import io.hindsight.runtime.serving.LiveServing;
import io.hindsight.runtime.serving.Refold;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import io.opentelemetry.api.trace.TracerProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A shop in which lists were served, and whoever may be asked about them. */
abstract class AuditedShop {
  static final long SEED = Long.getLong("hindsight.test.seed", 20_261_121);

  @TempDir Path directory;

  final MemoryLog log = new MemoryLog();
  final MemorySubjects subjects = new MemorySubjects();
  final SplittableRandom random = new SplittableRandom(SEED);
  final List<RecommendedList> served = new ArrayList<>();
  ModelStore models;

  /** A shop in which lists were served, some before and some after a training. */
  @BeforeEach
  void serve() {
    models = new ModelStore(directory, AlgorithmRegistry.standard());
    RandomShop shop = new RandomShop(log, models, subjects, random);
    LiveServing live = new LiveServing(log, models, 40);
    ListServing lists =
        new ListServing(
            new ListComputer(),
            log,
            new CountingIds(),
            shop::now,
            TracerProvider.noop().get("test"),
            1 << 20);
    ListHandlers handlers =
        new ListHandlers(
            live.state(), subjects, subject -> Consent.FULL, lists, Duration.ofSeconds(1));
    for (int i = 0; i < 200; i++) {
      shop.somethingHappens();
      if (i == 100) {
        shop.retrain();
      }
      live.catchUp();
      ListQuery question = shop.question();
      if (handlers.answer(question).join() instanceof Answer.Found<RecommendedList> found) {
        served.add(found.value());
      }
    }
  }

  <T> Answer<T> ask(Object question) {
    return ask(question, Runnable::run);
  }

  /** Nothing is shared with the live side but the log and the directory of models. */
  @SuppressWarnings("unchecked")
  <T> Answer<T> ask(Object question, Executor executor) {
    Refold refold = new Refold(log, new ModelStore(directory, AlgorithmRegistry.standard()));
    AuditHandlers handlers =
        new AuditHandlers(
            new PastLists(
                log, refold, new Checkpoints(directory.resolve("c"), "log", 2), subjects, () -> 0),
            new Reproduction(refold, new ListComputer()),
            List::of,
            "1.2.3",
            AuditDesk.on(executor));
    SimpleQueryBus bus = SimpleQueryBus.builder().build();
    handlers.subscribe(new Subscriber(bus));
    CompletableFuture<?> answer =
        bus.query(
                new GenericQueryMessage<>(
                    question,
                    question.getClass().getName(),
                    ResponseTypes.instanceOf(Answer.class)))
            .thenApply(message -> message.getPayload());
    return (Answer<T>) answer.join();
  }

  <T> T found(Object question) {
    return ((Answer.Found<T>) this.<T>ask(question)).value();
  }

  RecommendedList aPersonalOne() {
    return served.reversed().stream()
        .filter(list -> list.basis().person() != null && list.basis().model() != null)
        .filter(list -> list.items().size() > 3)
        .findFirst()
        .orElseThrow();
  }
}
