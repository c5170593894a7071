package io.hindsight.app.server;

import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.queries.RebuildView;
import io.hindsight.contracts.queries.VerifyView;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;

/** Says where to go with what only the worker does. */
public final class WorkersOrders {
  private final Reply elsewhere;

  WorkersOrders(@Nullable String worker) {
    elsewhere =
        Reply.refused(
            "not-the-worker",
            "This node serves; views are rebuilt and verified by the worker.",
            worker == null
                ? "Send this to the node that runs without hindsight.role=serving."
                : "Send this to " + worker + ".");
  }

  @CommandHandler
  public Reply handle(RebuildView command) {
    return elsewhere;
  }

  @CommandHandler
  public Reply handle(VerifyView command) {
    return elsewhere;
  }
}
