package io.hindsight.command.process;

import java.util.Map;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * What led to what: a command that a saga sends upon an event carries that event's id, and so do
 * the events that come of the command.
 */
final class Causes {
  private static final String CAUSED_BY = "causedBy";

  private Causes() {}

  /** In the unit of work of a saga's processor; a batch is one, with message after message. */
  static void tell(UnitOfWork<?> work) {
    work.getOrComputeResource(
        CAUSED_BY,
        _ -> {
          work.registerCorrelationDataProvider(event -> Map.of(CAUSED_BY, event.getIdentifier()));
          return true;
        });
  }

  /** In the unit of work of a command. */
  static Map<String, ?> passOn(Message<?> command) {
    Object cause = command.getMetaData().get(CAUSED_BY);
    return cause == null ? Map.of() : Map.of(CAUSED_BY, cause);
  }
}
