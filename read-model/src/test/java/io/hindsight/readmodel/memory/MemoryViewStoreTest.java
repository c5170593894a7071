package io.hindsight.readmodel.memory;

import io.hindsight.readmodel.store.ViewStore;
import io.hindsight.readmodel.store.ViewStoreContract;

class MemoryViewStoreTest extends ViewStoreContract {
  private final MemoryViewStore only = new MemoryViewStore();

  @Override
  protected ViewStore open() {
    return only;
  }
}
