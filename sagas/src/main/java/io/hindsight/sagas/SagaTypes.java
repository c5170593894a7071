package io.hindsight.sagas;

import io.hindsight.contracts.log.MessageType;
import io.hindsight.sagas.erasure.ErasureSaga;
import io.hindsight.sagas.retention.RetentionSaga;
import io.hindsight.sagas.training.TrainingSaga;
import java.util.List;

/** Every saga, by the stable name under which its state is stored. */
public final class SagaTypes {
  private SagaTypes() {}

  public static List<MessageType> all() {
    return List.of(
        new MessageType("saga.TrainingSaga", 1, TrainingSaga.class),
        new MessageType("saga.ErasureSaga", 1, ErasureSaga.class),
        new MessageType("saga.RetentionSaga", 1, RetentionSaga.class));
  }
}
