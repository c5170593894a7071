package io.hindsight.command.process;

import io.hindsight.contracts.catalog.CatalogEvent.ItemDelisted;
import io.hindsight.contracts.catalog.CatalogEvent.ItemListed;
import java.time.Duration;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;

/** A trivial process: an item was listed; after an hour somebody is reminded of it. */
public class ReminderSaga {
  record Remind(String item, int time) {}

  private String item = "";
  private int reminders;

  @StartSaga
  @SagaEventHandler(associationProperty = "itemId")
  void on(ItemListed event, DeadlineManager deadlines) {
    item = event.itemId().value();
    deadlines.schedule(Duration.ofHours(1), "remind", "hourly");
  }

  @DeadlineHandler(deadlineName = "remind")
  void remind(String rhythm, CommandGateway commands, DeadlineManager deadlines) {
    if (!rhythm.equals("hourly")) {
      throw new IllegalStateException("the payload was " + rhythm);
    }
    reminders++;
    commands.send(new Remind(item, reminders));
    deadlines.schedule(Duration.ofHours(1), "remind", rhythm);
  }

  @EndSaga
  @SagaEventHandler(associationProperty = "itemId")
  void on(ItemDelisted event, DeadlineManager deadlines) {
    deadlines.cancelAllWithinScope("remind");
  }
}
