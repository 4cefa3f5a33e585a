namespace BpoWorkbench.Platform.Triage;

/// <summary>
/// Words and phrases that speak for a purpose, in Spanish and in English: without accents, * for any ending. A purpose's own name comes
/// first. To mend a suggestion for everybody, change them here.
/// </summary>
internal static class Keywords
{
    public static readonly (TriagePurpose Purpose, string Spanish, string English)[] All =
    [
        (TriagePurpose.Billing,
            "factura*, mi factura, la factura, recibo*, abono*, importe facturado, el importe, iva, base imponible, datos fiscales, duplicado de factura, nota de cargo, proforma, me han cobrado, cobrado de mas, tarifa*",
            "billing, bill, bills, billed, invoic*, receipt*, vat, credit note, debit note, overcharg*, charged twice, proforma, statement"),
        (TriagePurpose.Payment,
            "pago, pagos, pagar, pagado, pague, cobro*, transferencia*, domiciliacion*, tarjeta*, iban, cuenta bancaria, vencimiento*, deuda*, aplazar, aplazamiento*, fraccion*, justificante de pago, remesa*, impag*",
            "payment*, pay, paid, paying, remittance*, bank transfer, wire transfer, direct debit, card, due date, overdue, instal*, debt*, iban, bank account"),
        (TriagePurpose.Refund,
            "devolucion*, devolver*, reembols*, reintegr*, devuelv*, derecho de desistimiento, cambio de talla",
            "refund*, money back, reimburs*, return, returns, returned, send it back, chargeback"),
        (TriagePurpose.Complaint,
            "queja*, reclamacion*, reclam*, hoja de reclamaciones, insatisf*, indignad*, inaceptable*, verguenza, mal servicio, mala atencion, pesim*, descontent*, defensa del consumidor, oficina de consumo, oficina municipal de consumo, junta de consumo, omic, denuncia*, nadie me contesta, nadie responde",
            "complain*, complaint*, unacceptable, disappoint*, dissatisf*, terrible, awful, disgrace*, poor service, bad service, ombudsman, nobody answers, no one answers"),
        (TriagePurpose.Order,
            "pedido*, pedir, encargo*, orden de compra, comprar, compra, compre, presupuesto*, oferta*, cotizacion*, catalogo*, unidades, referencia*, stock",
            "order, orders, ordered, ordering, purchas*, buy, quote, quotation*, catalogue, catalog, in stock, units"),
        (TriagePurpose.Delivery,
            "envio*, entrega*, entreg*, reparto*, repartidor*, paquete*, mensajer*, transportist*, seguimiento, no ha llegado, no me ha llegado, aun no llega, retraso*, albaran*, recogida*",
            "deliver*, shipment*, shipping, shipped, parcel*, package*, courier*, tracking, track, not arrived, hasn't arrived, late delivery, pickup"),
        (TriagePurpose.Cancellation,
            "baja, bajas, cancel*, anul*, rescind*, rescision, resolver el contrato, darme de baja, dar de baja, desist*, no renovar, permanencia",
            "cancel*, terminat*, unsubscrib*, close my account, end my contract, stop my subscription, opt out, not renew"),
        (TriagePurpose.DataChange,
            "cambio de datos, cambio de domicilio, cambio de titular*, cambio de cuenta, actualiz*, modific*, nueva direccion, nuevo domicilio, mudanza, rectific*, corregir mis datos, cambiar mi*, mis datos, he cambiado de",
            "data change, change of address, change my, update my, new address, moved house, correct my, my details, personal details, change of name, updat*"),
        (TriagePurpose.Information,
            "informacion, informar*, consulta*, duda*, pregunta*, quisiera saber, me gustaria saber, querria saber, requisitos, horario*, como puedo, podrian indicarme, podria indicarme, mas detalles, folleto*",
            "information, info, inquir*, enquir*, question*, would like to know, wondering, how do i, how can i, could you tell me, opening hours, requirement*, more details, brochure*"),
        (TriagePurpose.Fault,
            "averia*, incidencia*, no funciona*, error, errores, fallo*, falla*, roto, rota, defectuos*, estropead*, soporte tecnico, tecnico, se ha cortado, sin servicio, no hay luz, no tengo internet, no enciende, garantia*",
            "fault*, not working, doesn't work, does not work, broken, defect*, error, errors, bug, crash*, technical support, outage*, no service, repair*, warranty, stopped working"),
        (TriagePurpose.Appointment,
            "cita, citas, cita previa, reserva*, agendar, aplazar la cita, cambiar la cita, visita, reunion*, hora disponible",
            "appointment*, book, booking*, reschedul*, schedule*, meeting*, visit, reservation*"),
        (TriagePurpose.Access,
            "contrasena*, clave, claves, acceso*, acceder, usuario*, iniciar sesion, no puedo entrar, bloquead*, area de clientes, registrarme, codigo de verificacion",
            "password*, log in, login, sign in, access*, username*, locked out, verification code, reset my, passcode*, register"),
    ];
}
