package io.hindsight.api.positions;

import io.hindsight.api.problem.ApiProblem;
import io.hindsight.api.settings.ApiSettings;
import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.LogPosition;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Sends commands and waits for what became of them, not for ever. */
@Component
public final class Writes {
  private final CommandGateway commands;
  private final long timeoutMillis;

  public Writes(CommandGateway commands, ApiSettings settings) {
    this.commands = commands;
    this.timeoutMillis = settings.writeTimeout().toMillis();
  }

  /** Sends without waiting; that a full bus takes nothing is told by the future, too. */
  public <R> CompletableFuture<R> start(Object command) {
    try {
      return commands.send(command);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  public <R> R await(CompletableFuture<R> sent) {
    try {
      return sent.get(timeoutMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(new TimeoutException());
    } catch (ExecutionException | TimeoutException e) {
      throw new CompletionException(e);
    }
  }

  /**
   * Sends a command that answers done or refused.
   *
   * @param refused what a refusal means here
   */
  public Reply.Done decide(Object command, Function<Refusal, ApiProblem> refused) {
    return switch (await(this.<Reply>start(command))) {
      case Reply.Done done -> done;
      case Reply.Refused(Refusal refusal) -> throw refused.apply(refusal);
    };
  }

  /** A response that tells the position also in the header that a read takes. */
  public static ResponseEntity.BodyBuilder at(
      ResponseEntity.BodyBuilder response, LogPosition position) {
    return response.header(Positions.HEADER, position.toString());
  }
}
