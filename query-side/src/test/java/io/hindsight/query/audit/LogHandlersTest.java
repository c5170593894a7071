package io.hindsight.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.audit.InclusionProof;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.log.EventFilter;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import io.hindsight.contracts.log.StoredLog.Found;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.AuditQuery.CheckIntegrity;
import io.hindsight.contracts.queries.AuditQuery.FindEvents;
import io.hindsight.contracts.queries.AuditQuery.ProveEvent;
import io.hindsight.query.handling.Subscriber;
import io.hindsight.query.support.MemorySubjects;
import io.hindsight.query.support.SealedMemoryLog;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogHandlersTest {
  private final SealedMemoryLog log = new SealedMemoryLog();
  private final MemorySubjects subjects = new MemorySubjects();

  @BeforeEach
  void threeEvents() {
    log.add("catalog.ItemListed", "{}");
    log.add("catalog.ItemRevised", "{}");
    log.add("catalog.ItemDelisted", "{}");
    log.sealUpTo(2);
  }

  @SuppressWarnings("unchecked")
  private <T> Answer<T> ask(Object question, AuditDesk desk) {
    SimpleQueryBus bus = SimpleQueryBus.builder().build();
    new LogHandlers(log, subjects, desk).subscribe(new Subscriber(bus));
    new IntegrityHandlers(log, desk).subscribe(new Subscriber(bus));
    CompletableFuture<?> answer =
        bus.query(
                new GenericQueryMessage<>(
                    question,
                    question.getClass().getName(),
                    ResponseTypes.instanceOf(Answer.class)))
            .thenApply(message -> message.getPayload());
    return (Answer<T>) answer.join();
  }

  private <T> Answer<T> ask(Object question) {
    return ask(question, AuditDesk.on(Runnable::run));
  }

  private static FindEvents events(@Nullable UserId user, @Nullable LogPosition upTo, int limit) {
    return new FindEvents(EventFilter.ALL, user, LogPosition.START, upTo, limit, false);
  }

  private static void refused(Answer<?> answer, String code) {
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    assertThat(((Answer.Refused<?>) answer).refusal().code()).isEqualTo(code);
  }

  @Test
  void aPageSaysWhetherThereIsMore() {
    Found page = ((Answer.Found<Found>) this.<Found>ask(events(null, null, 2))).value();
    assertThat(page.events()).extracting(StoredEvent::position).hasSize(2);
    assertThat(page.more()).isTrue();
    Found whole = ((Answer.Found<Found>) this.<Found>ask(events(null, null, 3))).value();
    assertThat(whole.more()).isFalse();
  }

  @Test
  void beyondTheEndOfTheLogThereIsNothingToAskFor() {
    refused(ask(events(null, new LogPosition(4), 10)), "position-unknown");
  }

  @Test
  void aUserIsLookedForByTheirSubject() {
    refused(ask(events(new UserId("nobody"), null, 10)), "user-unknown");
    SubjectId ann = subjects.know("ann");
    ask(events(new UserId("ann"), null, 10));
    assertThat(log.asked.subject()).isEqualTo(ann);
  }

  @Test
  void anEventIsProvenOnceItIsSealed() {
    InclusionProof proof =
        ((Answer.Found<InclusionProof>)
                this.<InclusionProof>ask(new ProveEvent(new LogPosition(2))))
            .value();
    assertThat(proof.event().type()).isEqualTo("catalog.ItemRevised");
    refused(ask(new ProveEvent(new LogPosition(3))), "not-sealed");
    refused(ask(new ProveEvent(new LogPosition(9))), "event-unknown");
  }

  @Test
  void aCheckGoesOnFromASealOnly() {
    assertThat(this.<Object>ask(new CheckIntegrity(LogPosition.START, null)))
        .isInstanceOf(Answer.Found.class);
    refused(ask(new CheckIntegrity(new LogPosition(2), null)), "seal-unknown");
  }

  @Test
  void whatIsTooMuchIsRefused() {
    AuditDesk full =
        AuditDesk.on(
            task -> {
              throw new RejectedExecutionException();
            });
    refused(ask(new ProveEvent(new LogPosition(1)), full), "overloaded");
  }
}
