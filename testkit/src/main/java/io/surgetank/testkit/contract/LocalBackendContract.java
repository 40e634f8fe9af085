package io.surgetank.testkit.contract;

/// All contracts, for backends on one machine.
public interface LocalBackendContract
    extends JobStoreContract,
        JobKeysContract,
        BatchKeysContract,
        BacklogContract,
        JobListContract,
        OwnerContract,
        CancellationContract,
        MoveContract,
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
