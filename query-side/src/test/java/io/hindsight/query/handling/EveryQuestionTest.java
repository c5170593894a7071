package io.hindsight.query.handling;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.consent.Consent;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.AskPast;
import io.hindsight.contracts.queries.AuditQuery;
import io.hindsight.contracts.queries.ListQuery;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.contracts.queries.ViewQuery;
import io.hindsight.query.audit.AuditDesk;
import io.hindsight.query.audit.AuditHandlers;
import io.hindsight.query.audit.IntegrityHandlers;
import io.hindsight.query.audit.LogHandlers;
import io.hindsight.query.audit.PastLists;
import io.hindsight.query.audit.VerificationHandlers;
import io.hindsight.query.export.ExportHandlers;
import io.hindsight.query.lists.ListComputer;
import io.hindsight.query.lists.ListHandlers;
import io.hindsight.query.lists.ListServing;
import io.hindsight.query.lists.PastConsents;
import io.hindsight.query.lists.UnservedLists;
import io.hindsight.query.past.ChangeHandlers;
import io.hindsight.query.past.Moments;
import io.hindsight.query.past.PastHandlers;
import io.hindsight.query.reproduction.Reproduction;
import io.hindsight.query.support.CountingIds;
import io.hindsight.query.support.FixedServing;
import io.hindsight.query.support.MemoryLog;
import io.hindsight.query.support.MemorySubjects;
import io.hindsight.query.support.MemoryViews;
import io.hindsight.query.support.SealedMemoryLog;
import io.hindsight.query.support.Shop;
import io.hindsight.query.views.CatalogHandlers;
import io.hindsight.query.views.ConsentHandlers;
import io.hindsight.query.views.ErasureHandlers;
import io.hindsight.query.views.FeatureHandlers;
import io.hindsight.query.views.OperationHandlers;
import io.hindsight.query.views.PastViewAnswers;
import io.hindsight.query.views.PersonHandlers;
import io.hindsight.query.views.PositionGate;
import io.hindsight.query.views.RetentionHandlers;
import io.hindsight.readmodel.past.PastViews;
import io.hindsight.readmodel.past.Slice;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.runtime.models.ModelStore;
import io.hindsight.runtime.serving.Checkpoints;
import io.hindsight.runtime.serving.PastServing;
import io.hindsight.runtime.serving.Refold;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import io.opentelemetry.api.trace.TracerProvider;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.Test;

class EveryQuestionTest {

  @Test
  void everyQuestionIsAnsweredByExactlyOneHandler() {
    List<String> subscribed = new ArrayList<>();
    var bus =
        new SimpleQueryBus(SimpleQueryBus.builder()) {
          @Override
          public <R> Registration subscribe(
              String question, Type answer, MessageHandler<? super QueryMessage<?, R>> handler) {
            assertThat(answer).isEqualTo(Answer.class);
            subscribed.add(question);
            return () -> true;
          }
        };
    handlers().forEach(handlers -> handlers.subscribe(new Subscriber(bus)));

    assertThat(subscribed)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of(AskPast.class),
                    Stream.of(ViewQuery.class, ListQuery.class, AuditQuery.class)
                        .flatMap(questions -> Stream.of(questions.getPermittedSubclasses())))
                .map(Class::getName)
                .toList());
  }

  private static List<QuestionHandlers> handlers() {
    MemoryViews views = new MemoryViews();
    MemorySubjects subjects = new MemorySubjects();
    PositionGate gate = new PositionGate(new ViewProgress(), PositionGate.DEFAULT_WAIT);
    Shop shop = new Shop();
    MemoryLog log = new MemoryLog();
    Path nowhere = Path.of("nowhere");
    Refold refold = new Refold(log, new ModelStore(nowhere, AlgorithmRegistry.standard()));
    ListServing lists =
        new ListServing(
            new ListComputer(),
            log,
            new CountingIds(),
            () -> Shop.NOW,
            TracerProvider.noop().get("test"),
            1 << 20);
    return List.of(
        new CatalogHandlers(views, gate),
        new PersonHandlers(views, subjects, gate),
        new FeatureHandlers(views, subjects, gate),
        new ErasureHandlers(views, gate),
        new RetentionHandlers(List.of(), log, () -> Shop.NOW),
        new ExportHandlers(subjects, new SealedMemoryLog()),
        new ConsentHandlers(subjects, subject -> Consent.FULL, () -> LogPosition.START),
        new OperationHandlers(
            views, () -> new ViewAnswer.Views(List.of(), LogPosition.START), gate),
        new AuditHandlers(
            new PastLists(log, refold, new Checkpoints(nowhere, "log", 2), subjects, () -> 0),
            new Reproduction(refold, new ListComputer()),
            List::of,
            "1",
            AuditDesk.on(Runnable::run)),
        new LogHandlers(new SealedMemoryLog(), subjects, AuditDesk.on(Runnable::run)),
        new IntegrityHandlers(new SealedMemoryLog(), AuditDesk.on(Runnable::run)),
        new VerificationHandlers(view -> Optional.empty(), () -> LogPosition.START),
        new ChangeHandlers(
            new Moments(log, () -> Shop.NOW),
            new NoPast(),
            () -> 0,
            1,
            AuditDesk.on(Runnable::run)),
        new PastHandlers(
            new Moments(log, () -> Shop.NOW),
            new PastViewAnswers(new NoPast(), subjects, new PastConsents(log)),
            new UnservedLists(
                new PastServing(
                    log,
                    new ModelStore(nowhere, AlgorithmRegistry.standard()),
                    new Checkpoints(nowhere, "log", 2),
                    48),
                subjects,
                subject -> Consent.FULL,
                new PastConsents(log)),
            () -> 0,
            1,
            AuditDesk.on(Runnable::run)),
        new ListHandlers(
            new FixedServing(shop.snapshot(Map.of()), shop.ann()),
            subjects,
            subject -> Consent.FULL,
            lists,
            Duration.ZERO));
  }

  private record NoPast() implements PastViews {
    @Override
    public Folded fold(LogPosition at, Slice slice, long atMost) {
      return new Folded(new MemoryViews(), 0);
    }

    @Override
    public Optional<Changes> changes(String view, LogPosition from, LogPosition to, long atMost) {
      return Optional.empty();
    }
  }
}
