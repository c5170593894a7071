package io.hindsight.command.routing;

import io.axoniq.axonserver.grpc.SerializedObject;
import io.hindsight.contracts.intake.Draft;
import io.hindsight.contracts.intake.IntakeCommand;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.intake.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;

/** The bus of a node that decides nothing itself: all commands go to the worker. */
public final class RemoteCommands implements CommandBus {
  private final WorkerLink worker;
  private final WireFormat format;
  private final Portions portions;

  /**
   * @param rules what is wrong with a record, by the worker's rules
   */
  public RemoteCommands(
      WorkerLink worker, WireFormat format, Function<Draft, Optional<Rejection>> rules) {
    this.worker = worker;
    this.format = format;
    this.portions = new Portions(format, rules, Portions.LARGEST_MESSAGE);
  }

  @Override
  public <C> void dispatch(CommandMessage<C> command) {
    dispatch(command, (sent, result) -> {});
  }

  @Override
  public <C, R> void dispatch(
      CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
    var unused =
        send(command.getPayload())
            .whenComplete(
                (answer, failure) ->
                    callback.onResult(
                        command,
                        failure == null
                            ? GenericCommandResultMessage.<R>asCommandResultMessage(answer)
                            : GenericCommandResultMessage.<R>asCommandResultMessage(
                                cause(failure))));
  }

  private CompletableFuture<Object> send(Object command) {
    try {
      if (format.name(command.getClass()).isEmpty()) {
        throw new NoHandlerForCommandException(command.getClass() + " is not passed on");
      }
      return command instanceof IntakeCommand batch
          ? sendAll(portions.of(batch))
          : sendOne(format.write(command));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<Object> sendAll(List<SerializedObject> messages) {
    CompletableFuture<Object> answer = sendOne(messages.getFirst());
    for (SerializedObject message : messages.subList(1, messages.size())) {
      answer =
          answer.thenCompose(
              before ->
                  sendOne(message)
                      .thenApply(
                          next -> Portions.together((IntakeReceipt) before, (IntakeReceipt) next)));
    }
    return answer;
  }

  private CompletableFuture<Object> sendOne(SerializedObject message) {
    return worker.send(IdentifierFactory.getInstance().generateIdentifier(), message);
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  @Override
  public Registration subscribe(
      String commandName, MessageHandler<? super CommandMessage<?>> handler) {
    throw new UnsupportedOperationException("commands are handled by the worker: " + commandName);
  }

  @Override
  public Registration registerDispatchInterceptor(
      MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
    throw new UnsupportedOperationException("nothing comes between a command and the worker");
  }

  @Override
  public Registration registerHandlerInterceptor(
      MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
    throw new UnsupportedOperationException("commands are handled by the worker");
  }
}
