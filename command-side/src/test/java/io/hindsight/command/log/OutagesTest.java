package io.hindsight.command.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.contracts.log.LogUnavailable;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class OutagesTest {
  @ParameterizedTest
  @ValueSource(strings = {"08001", "08006", "53100", "53300", "57P01", "57P02", "57P03", "58030"})
  void aDatabaseThatIsAwayOrFullIsAnOutage(String state) {
    SQLException failure = new SQLException("gone", state);
    assertThat(Outages.isOutage(new EventStoreException("cannot read", failure))).isTrue();
    BatchUpdateException batch = new BatchUpdateException("batch", "99999", new int[0]);
    batch.setNextException(failure);
    assertThat(Outages.isOutage(batch)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "22021", "42P01", "40001", "57014"})
  void whatIsWrongWithOneCallIsNone(String state) {
    assertThat(Outages.isOutage(new EventStoreException("", new SQLException("", state))))
        .isFalse();
  }

  @Test
  void aConnectionThatDidNotComeIsAnOutage() {
    assertThat(Outages.isOutage(new SQLTransientConnectionException("after 2000ms"))).isTrue();
  }

  @Test
  void sqliteHasCodesOfItsOwn() {
    assertThat(Outages.isOutage(new SQLiteException("", SQLiteErrorCode.SQLITE_FULL))).isTrue();
    assertThat(Outages.isOutage(new SQLiteException("", SQLiteErrorCode.SQLITE_IOERR_WRITE)))
        .isTrue();
    assertThat(Outages.isOutage(new SQLiteException("", SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE)))
        .isFalse();
    assertThat(Outages.isOutage(new SQLiteException("", SQLiteErrorCode.SQLITE_CORRUPT))).isFalse();
  }

  @Test
  void onlyOutagesAreToldAsSuch() {
    EventStoreException away = new EventStoreException("", new SQLException("", "08006"));
    assertThatThrownBy(() -> fail(away)).isInstanceOf(LogUnavailable.class).hasCause(away);
    ConcurrencyException conflict = new ConcurrencyException("", new SQLException("", "23505"));
    assertThatThrownBy(() -> fail(conflict)).isSameAs(conflict);
  }

  private static void fail(RuntimeException e) {
    Outages.told(
        () -> {
          throw e;
        });
  }
}
