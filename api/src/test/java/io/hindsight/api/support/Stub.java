package io.hindsight.api.support;

import io.hindsight.contracts.audit.RecordRead;
import io.hindsight.contracts.consent.ChangeConsent;
import io.hindsight.contracts.erasure.ErasureOrder;
import io.hindsight.contracts.intake.IntakeCommand;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.models.ModelCommand;
import io.hindsight.contracts.placements.PlacementCommand;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.AuditQuery;
import io.hindsight.contracts.queries.ListQuery;
import io.hindsight.contracts.queries.RebuildView;
import io.hindsight.contracts.queries.ViewQuery;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.queryhandling.QueryBus;

/** Stands behind both buses: remembers what came and answers as the test wants. */
public final class Stub {
  private final Map<Class<?>, Function<Object, Object>> answers = new ConcurrentHashMap<>();
  private final List<Object> received = new CopyOnWriteArrayList<>();
  public volatile LogPosition head = new LogPosition(7);

  public Stub(CommandBus commands, QueryBus queries) {
    Stream.of(
            nested(IntakeCommand.class),
            nested(PlacementCommand.class),
            nested(ModelCommand.class),
            nested(ErasureOrder.class),
            Stream.<Class<?>>of(RebuildView.class, RecordRead.class, ChangeConsent.class))
        .flatMap(types -> types)
        .forEach(type -> commands.subscribe(type.getName(), m -> answer(m.getPayload())));
    Stream.of(ListQuery.class, ViewQuery.class, AuditQuery.class)
        .flatMap(Stub::nested)
        .forEach(
            type -> queries.subscribe(type.getName(), Answer.class, m -> answer(m.getPayload())));
  }

  private static Stream<Class<?>> nested(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses());
  }

  private Object answer(Object message) throws Exception {
    received.add(message);
    Function<Object, Object> answer = answers.get(message.getClass());
    if (answer == null) {
      throw new IllegalStateException("no answer prepared for " + message.getClass());
    }
    Object value = answer.apply(message);
    if (value instanceof Exception e) {
      throw e;
    }
    return value;
  }

  public void reset() {
    answers.clear();
    received.clear();
    when(RecordRead.class, _ -> new Reply.Done(head, 0, true));
    head = new LogPosition(7);
  }

  /** An exception is thrown, anything else is the answer, or a future of it. */
  @SuppressWarnings("unchecked")
  public <M> void when(Class<M> type, Function<M, Object> answer) {
    answers.put(type, (Function<Object, Object>) answer);
  }

  public <T> List<T> received(Class<T> type) {
    return received.stream().filter(type::isInstance).map(type::cast).toList();
  }

  public <T> T only(Class<T> type) {
    List<T> all = received(type);
    if (all.size() != 1) {
      throw new AssertionError("expected one " + type.getSimpleName() + ", got " + all.size());
    }
    return all.getFirst();
  }
}
