package io.hindsight.command.intake;

import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.LogPosition;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;

/**
 * Fills the head of the log into the replies of aggregates. An aggregate answers before its events
 * are stored, and an interceptor runs inside the unit of work; only the callback comes after the
 * commit.
 */
public final class PositionedReplies implements CommandBus {
  private final CommandBus bus;
  private final Supplier<LogPosition> head;

  public PositionedReplies(CommandBus bus, Supplier<LogPosition> head) {
    this.bus = bus;
    this.head = head;
  }

  @Override
  public <C> void dispatch(CommandMessage<C> command) {
    bus.dispatch(command);
  }

  @Override
  public <C, R> void dispatch(
      CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
    bus.<C, R>dispatch(
        command,
        (sent, result) -> {
          CommandResultMessage<? extends R> positioned;
          try {
            positioned = positioned(result);
          } catch (RuntimeException e) {
            positioned = GenericCommandResultMessage.asCommandResultMessage(e);
          }
          callback.onResult(sent, positioned);
        });
  }

  @SuppressWarnings("unchecked") // a reply is replaced by a reply
  private <R> CommandResultMessage<? extends R> positioned(
      CommandResultMessage<? extends R> result) {
    if (!result.isExceptional()
        && result.getPayload() instanceof Reply.Done done
        && done.position().equals(LogPosition.START)) {
      Reply placed = new Reply.Done(head.get(), done.revision(), done.changed());
      return (CommandResultMessage<R>)
          new GenericCommandResultMessage<>(placed, result.getMetaData());
    }
    return result;
  }

  @Override
  public Registration subscribe(
      String commandName, MessageHandler<? super CommandMessage<?>> handler) {
    return bus.subscribe(commandName, handler);
  }

  @Override
  public Registration registerDispatchInterceptor(
      MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
    return bus.registerDispatchInterceptor(interceptor);
  }

  @Override
  public Registration registerHandlerInterceptor(
      MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
    return bus.registerHandlerInterceptor(interceptor);
  }
}
