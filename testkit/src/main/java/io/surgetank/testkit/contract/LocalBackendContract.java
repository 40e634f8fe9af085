package io.surgetank.testkit.contract;

/// Everything that a backend of one machine promises: all contracts there are.
public interface LocalBackendContract
    extends JobStoreContract,
        JobKeysContract,
        BatchKeysContract,
        BacklogContract,
        JobListContract,
        CancellationContract,
        DeliveryQueueContract,
        DeliveryOrderContract,
        OrderingContract,
        LeaseContract,
        SettlementContract,
        DeadLettersContract,
        RedriveContract,
        LedgerContract,
        RetentionContract,
        ClockContract,
        EventContract,
        DurabilityContract {}
