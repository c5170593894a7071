package io.hindsight.app.server;

import io.hindsight.app.support.KillablePostgres;
import io.hindsight.command.log.LogSettings;
import java.util.HashMap;
import java.util.Map;

/** With the log on PostgreSQL. */
class LostServersTest extends LostServersContract {
  @Override
  FreshLog freshLog() throws Exception {
    LogSettings.Postgres events = postgres.newLog();
    return new FreshLog(
        port(events),
        cable -> {
          Map<String, String> settings = new HashMap<>(KillablePostgres.settings(events));
          settings.put("hindsight.postgresql.url", through(cable, events));
          return settings;
        });
  }
}
