package io.hindsight.app.server;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.AuditAnswer;
import io.hindsight.contracts.queries.ViewAnswer;
import java.util.List;
import java.util.Optional;

/** The views as this node keeps them up, or sees them kept up. */
interface NodeViews {

  /** With lags behind a head that the caller knows. */
  List<ViewAnswer.View> at(LogPosition head);

  Optional<AuditAnswer.Verification> verification(String view);

  void start();

  void close();
}
