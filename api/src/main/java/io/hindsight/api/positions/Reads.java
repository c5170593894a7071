package io.hindsight.api.positions;

import io.hindsight.api.problem.ApiProblem;
import io.hindsight.api.settings.ApiSettings;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.AskPast;
import io.hindsight.contracts.queries.AuditQuery;
import io.hindsight.contracts.queries.Moment;
import io.hindsight.contracts.queries.Question;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Asks questions from a state that has seen enough: what the client names, or else the writes
 * remembered here. A named position that is not reached is a problem; a remembered one only makes
 * the answer say so.
 */
@Component
public final class Reads {
  private final QueryGateway queries;
  private final RecentWrites recent;
  private final Waiters waiters;
  private final Duration timeout;
  private final Duration auditTimeout;
  private final Map<Class<?>, LogPosition> seen = new ConcurrentHashMap<>();

  public Reads(QueryGateway queries, RecentWrites recent, Waiters waiters, ApiSettings settings) {
    this.queries = queries;
    this.recent = recent;
    this.waiters = waiters;
    this.timeout = settings.readTimeout();
    this.auditTimeout = settings.auditTimeout();
  }

  /**
   * Answers a question over HTTP.
   *
   * @param header the request's {@code Hindsight-Position}
   * @param writer whose remembered writes the answer should include
   * @param shown makes the body of what was found
   */
  public <T, D> ResponseEntity<D> ask(
      @Nullable String header,
      @Nullable Writer writer,
      Function<@Nullable LogPosition, ? extends Question> question,
      Function<T, D> shown) {
    LogPosition named = Positions.parse(header);
    LogPosition remembered = named == null ? recent.of(writer) : null;
    if (remembered == null) {
      return show(this.<T>query(question.apply(named)), null, shown);
    }
    Question wanting = question.apply(remembered);
    Answer<T> answer = remembered(wanting, remembered);
    return answer instanceof Answer.Found<T> || answer instanceof Answer.Refused<T>
        ? show(answer, null, shown)
        : show(this.<T>query(question.apply(null)), remembered, shown);
  }

  /**
   * Answers as of an earlier moment, or of now. The past is never behind, so no position is waited
   * for.
   *
   * @param moment null for now
   */
  public <T, D> ResponseEntity<D> ask(
      @Nullable Moment moment,
      @Nullable String header,
      @Nullable Writer writer,
      Function<@Nullable LogPosition, ? extends Question> question,
      Function<T, D> shown) {
    if (moment == null) {
      return ask(header, writer, question, shown);
    }
    Positions.parse(header);
    return show(
        this.<T>query(new AskPast(question.apply(null), moment), auditTimeout), null, shown);
  }

  /** The same without a thread that waits. */
  public <T, D> Eventual<D> askLater(
      @Nullable Moment moment,
      @Nullable String header,
      @Nullable Writer writer,
      Function<@Nullable LogPosition, ? extends Question> question,
      Function<T, D> shown) {
    if (moment == null) {
      return askLater(header, writer, question, shown);
    }
    Positions.parse(header);
    return later(new AskPast(question.apply(null), moment), shown, auditTimeout);
  }

  /** The same without a thread that waits, unless for what its client wrote just before. */
  public <T, D> Eventual<D> askLater(
      @Nullable String header,
      @Nullable Writer writer,
      Function<@Nullable LogPosition, ? extends Question> question,
      Function<T, D> shown) {
    LogPosition named = Positions.parse(header);
    if (named == null && recent.of(writer) != null) {
      ResponseEntity<D> answer = this.<T, D>ask(header, writer, question, shown);
      return new Eventual<>(CompletableFuture.completedFuture(answer), timeout);
    }
    return later(question.apply(named), shown, timeout);
  }

  /** What was found, from the present state; a refusal is thrown as the problem that it is. */
  public <T> T found(Question question) {
    return switch (this.<T>query(question)) {
      case Answer.Found<T>(T value, LogPosition position) -> value;
      case Answer.Past<T> past -> past.value();
      case Answer.Refused<T>(var refusal) -> throw ApiProblem.of(refusal);
      case Answer.NotYet<T>(LogPosition wanted, LogPosition reached) ->
          throw ApiProblem.notReached(wanted, reached);
    };
  }

  /** About the past, which takes longer and is never behind. */
  public <T, D> Eventual<D> audit(AuditQuery question, Function<T, D> shown) {
    return later(question, shown, auditTimeout);
  }

  /** The same, once something else is done. */
  public <T, D> Eventual<D> auditAfter(
      CompletableFuture<?> first, AuditQuery question, Function<T, D> shown) {
    return new Eventual<>(
        first.thenCompose(_ -> this.<T, D>audit(question, shown).answer()), auditTimeout);
  }

  /** The same on the caller's thread. */
  public <T> T auditNow(AuditQuery question) {
    return switch (this.<T>query(question, auditTimeout)) {
      case Answer.Found<T>(T value, LogPosition _) -> value;
      case Answer.Past<T> past -> past.value();
      case Answer.Refused<T>(var refusal) -> throw ApiProblem.of(refusal);
      case Answer.NotYet<T>(LogPosition wanted, LogPosition reached) ->
          throw ApiProblem.notReached(wanted, reached);
    };
  }

  private <T, D> Eventual<D> later(Question question, Function<T, D> shown, Duration within) {
    return new Eventual<>(
        queries
            .query(question, new AnswerType<T>())
            .thenApply(answer -> show(see(question, answer), null, shown)),
        within);
  }

  private <T> @Nullable Answer<T> remembered(Question wanting, LogPosition remembered) {
    LogPosition known = seen.getOrDefault(wanting.getClass(), LogPosition.START);
    return known.reaches(remembered) ? query(wanting) : waiters.get(() -> this.<T>query(wanting));
  }

  private <T, D> ResponseEntity<D> show(
      Answer<T> answer, @Nullable LogPosition missed, Function<T, D> shown) {
    return switch (answer) {
      case Answer.Found<T>(T value, LogPosition position) -> {
        ResponseEntity.BodyBuilder response = ResponseEntity.ok();
        if (missed != null && !position.reaches(missed)) {
          response.header(Positions.REACHED, position.toString());
        }
        yield response.body(shown.apply(value));
      }
      case Answer.Past<T> past -> {
        ResponseEntity.BodyBuilder response = ResponseEntity.ok();
        AsOf.describe(past, response);
        yield response.body(shown.apply(past.value()));
      }
      case Answer.Refused<T>(var refusal) -> throw ApiProblem.of(refusal);
      case Answer.NotYet<T>(LogPosition wanted, LogPosition reached) ->
          throw ApiProblem.notReached(wanted, reached);
    };
  }

  private <T> Answer<T> see(Question question, Answer<T> answer) {
    if (answer instanceof Answer.Found<T> found) {
      seen.merge(question.getClass(), found.position(), LogPosition::max);
    }
    return answer;
  }

  private <T> Answer<T> query(Question question) {
    return query(question, timeout);
  }

  private <T> Answer<T> query(Question question, Duration within) {
    try {
      Answer<T> answer =
          queries
              .query(question, new AnswerType<T>())
              .get(within.toMillis(), TimeUnit.MILLISECONDS);
      return see(question, answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(new TimeoutException());
    } catch (ExecutionException | TimeoutException e) {
      throw new CompletionException(e);
    }
  }
}
