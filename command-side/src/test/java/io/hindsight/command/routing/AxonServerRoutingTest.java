package io.hindsight.command.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.hindsight.command.intake.DraftRules;
import io.hindsight.command.intake.IntakeLimits;
import io.hindsight.command.log.LogSettings;
import io.hindsight.command.log.TestAxonServer;
import io.hindsight.contracts.erasure.ErasureOrder.PurgeViews;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.intake.IntakeCommand.DelistItem;
import io.hindsight.contracts.intake.IntakeCommand.ListItems;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.AuditQuery.CheckIntegrity;
import io.hindsight.contracts.queries.AuditQuery.FindIntegrity;
import io.hindsight.contracts.queries.Question;
import io.hindsight.contracts.routing.WorkerUnavailable;
import io.hindsight.contracts.subjects.KeysUnavailable;
import io.hindsight.testing.Cable;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A node that serves and a worker, with a real Axon Server between them. */
@Timeout(180)
@ExtendWith(TestAxonServer.class)
class AxonServerRoutingTest {
  private static final String RESTART = "HINDSIGHT_TEST_AXON_SERVER_RESTART";
  private static final DelistItem DELIST = new DelistItem(new ItemId("mug"));
  private static final Reply DONE = new Reply.Done(new LogPosition(7), 0, true);

  private final WireFormat format = new WireFormat();
  private final Queue<Object> handled = new ConcurrentLinkedQueue<>();
  private volatile Function<Object, CompletableFuture<Object>> handler =
      command -> CompletableFuture.completedFuture(DONE);
  private volatile Function<Question, CompletableFuture<Answer<Object>>> answerer =
      question -> CompletableFuture.failedFuture(new IllegalStateException("not asked"));
  private Cable cable;
  private WorkerDoor door;
  private WorkerLink link;
  private CommandGateway commands;

  @BeforeEach
  void open() throws Exception {
    cable = TestAxonServer.cable();
    door = door(TestAxonServer.here());
    door.open();
    link = new WorkerLink(TestAxonServer.at(cable.port()), format);
    DraftRules rules =
        new DraftRules(new IntakeLimits(Duration.ofMinutes(5), Instant.EPOCH), () -> Routed.AT);
    commands =
        DefaultCommandGateway.builder()
            .commandBus(new RemoteCommands(link, format, rules::rejection))
            .build();
  }

  private WorkerDoor door(LogSettings.AxonServer server) {
    return new WorkerDoor(
        server,
        format,
        command -> {
          handled.add(command);
          return handler.apply(command);
        },
        question -> answerer.apply(question));
  }

  @AfterEach
  void close() throws Exception {
    link.close();
    door.close();
    cable.close();
  }

  private <T> T send(Object command) {
    return sent(commands.send(command));
  }

  private static <T> T sent(CompletableFuture<T> answer) {
    try {
      return answer.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failed) {
        throw failed;
      }
      throw new AssertionError(e);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void commandsAndQuestionsAreAnsweredByTheWorkerInTheCallersTrace() {
    Queue<String> traces = new ConcurrentLinkedQueue<>();
    Answer<Object> refused = Answer.refused("seal-unknown", "none", "begin");
    handler =
        command -> {
          traces.add(Span.current().getSpanContext().getTraceId());
          return CompletableFuture.completedFuture(DONE);
        };
    answerer =
        question -> {
          traces.add(Span.current().getSpanContext().getTraceId());
          return CompletableFuture.completedFuture(refused);
        };
    String trace = "0af7651916cd43dd8448eb211c80319c";
    SpanContext caller =
        SpanContext.create(
            trace, "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault());
    try (Scope scope = Span.wrap(caller).makeCurrent()) {
      assertThat(this.<Object>send(DELIST)).isEqualTo(DONE);
      CompletableFuture<Answer<Object>> asked =
          link.ask(new CheckIntegrity(LogPosition.START, null));
      assertThat(sent(asked)).isEqualTo(refused);
    }
    assertThat(handled).containsExactly(DELIST);
    assertThat(traces).containsExactly(trace, trace);
  }

  @Test
  void whatFailsThereFailsHereAsTheSame() {
    handler = command -> CompletableFuture.failedFuture(new KeysUnavailable("cut off", null));
    assertThatThrownBy(() -> send(DELIST)).isInstanceOf(KeysUnavailable.class);
    handler =
        command -> {
          throw new LogUnavailable("too many", null);
        };
    assertThatThrownBy(() -> send(DELIST)).isInstanceOf(LogUnavailable.class);
    assertThatThrownBy(() -> sent(link.ask(new FindIntegrity())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("trace id");
  }

  @Test
  void whatIsForTheWorkersOwnProcessesIsNotPassedOn() {
    assertThatThrownBy(() -> send(new PurgeViews(new SubjectId("s"))))
        .isInstanceOf(NoHandlerForCommandException.class);
    assertThat(handled).isEmpty();
  }

  @Test
  void aBatchLargerThanAMessageArrivesInPartsAndInOrder() {
    handler =
        command -> {
          ListItems part = (ListItems) command;
          return CompletableFuture.completedFuture(
              Routed.receipt(
                  part.drafts().size(),
                  part.malformed(),
                  part.drafts().stream().map(draft -> String.valueOf(draft.itemId())).toList(),
                  handled.size()));
        };
    String text = "ä".repeat(2_000);
    ListItems batch =
        new ListItems(
            "q",
            LongStream.range(0, 1_000).mapToObj(i -> Routed.item(i, text)).toList(),
            List.of());
    IntakeReceipt receipt = send(batch);

    assertThat(handled).hasSizeGreaterThan(4);
    assertThat(receipt.accepted()).isEqualTo(1_000);
    assertThat(receipt.position()).isEqualTo(new LogPosition(handled.size()));
    assertThat(receipt.ids())
        .isEqualTo(batch.drafts().stream().map(draft -> draft.itemId()).toList());
  }

  @Test
  void aWorkerThatIsAwayIsToldAtOnceAndHeardWhenItIsBack() {
    assertThat(this.<Object>send(DELIST)).isEqualTo(DONE);
    assertThat(link.isAway()).isFalse();
    door.close();
    assertThatThrownBy(() -> send(DELIST)).isInstanceOf(WorkerUnavailable.class);
    assertThat(link.isAway()).isTrue();
    assertThatThrownBy(() -> sent(link.ask(new FindIntegrity())))
        .isInstanceOf(WorkerUnavailable.class);

    door = door(TestAxonServer.here());
    door.open();
    await(() -> !link.isAway());
    assertThat(handled).as("found out by a question").hasSize(1);
    assertThat(this.<Object>send(DELIST)).isEqualTo(DONE);
  }

  @Test
  void aWorkerThatStopsFinishesWhatItHasBegun() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Object> result = new CompletableFuture<>();
    handler =
        command -> {
          if (begun.getCount() == 0) {
            return CompletableFuture.completedFuture(DONE);
          }
          begun.countDown();
          return result;
        };
    CompletableFuture<Object> underway = commands.send(DELIST);
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(door::close);
    await(() -> failsAs(WorkerUnavailable.class));
    result.complete(DONE);
    assertThat(sent(underway)).isEqualTo(DONE);
    stopped.get(60, TimeUnit.SECONDS);
  }

  @Test
  void aServerThatIsAwayIsTheLogsOutageAndEndsByItself() {
    assertThat(this.<Object>send(DELIST)).isEqualTo(DONE);
    cable.pull();
    await(() -> failsAs(LogUnavailable.class));
    assertThatThrownBy(() -> sent(link.ask(new FindIntegrity())))
        .isInstanceOf(LogUnavailable.class);
    cable.plugIn();
    await(() -> failsAs(null));
  }

  @Test
  void anAnswerThatGotLostLeavesOpenWhatBecameOfTheCommand() {
    assertThat(this.<Object>send(DELIST)).isEqualTo(DONE);
    cable.mute();
    CompletableFuture<Object> unsure = commands.send(DELIST);
    await(() -> handled.size() == 2);
    cable.pull();
    assertThatThrownBy(() -> sent(unsure)).isInstanceOf(LogUnavailable.class);
    assertThat(handled).as("never sent again by itself").hasSize(2);
  }

  @Test
  void workerAndCallersComeBackAfterTheServerWasKilled() throws Exception {
    String restart = System.getenv(RESTART);
    if (restart == null) {
      System.out.println("no restart: " + RESTART + " names no command");
    }
    assumeThat(restart).isNotNull();
    assertThat(this.<Object>send(DELIST)).isEqualTo(DONE);
    assertThat(new ProcessBuilder("sh", "-c", restart).inheritIO().start().waitFor()).isZero();
    await(() -> failsAs(null));
  }

  /**
   * @param expected null: it does not fail
   */
  private boolean failsAs(Class<? extends Exception> expected) {
    try {
      send(DELIST);
      return expected == null;
    } catch (LogUnavailable | WorkerUnavailable e) {
      return e.getClass().equals(expected);
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
